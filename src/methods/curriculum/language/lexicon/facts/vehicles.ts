/** Facts about vehicles; see parse-facts.ts for the form. */
export const VEHICLE_FACTS = `
car 5 5 | wheels on-roads has-engine | wheel door window seat engine | ride
truck 5 5 | wheels on-roads has-engine | wheel door window seat engine | carry
train 5 5 | wheels on-rails has-engine takes-many | wheel door window seat engine | ride
boat 5 5 | on-water ?has-engine ?takes-many | seat | ride
bike 4 4 | wheels two-wheels on-roads by-pedals | wheel pedal seat chain | ride
bicycle 4 4 | wheels two-wheels on-roads by-pedals | wheel pedal seat chain | ride
bus 5 5 | wheels on-roads has-engine takes-many | wheel door window seat engine | ride
airplane 5 5 | wheels flies has-engine takes-many | wing wheel door window seat engine | fly
tractor 5 5 | wheels has-engine ?on-roads | wheel seat engine | pull
wagon 4 4 | wheels ?on-roads ?takes-many | wheel handle | carry
ship 5 5 | on-water has-engine takes-many | deck anchor engine | sail
van 5 5 | wheels on-roads has-engine ?takes-many | wheel door window seat engine | carry
jeep 5 5 | wheels on-roads has-engine | wheel door seat engine | ride
helicopter 5 5 | flies has-engine ?wheels | door window seat engine | fly
motorcycle 5 5 | wheels two-wheels on-roads has-engine | wheel seat engine | ride
taxi 5 5 | wheels on-roads has-engine | wheel door window seat engine | ride
canoe 5 4 | on-water | seat | paddle
raft 5 4 | on-water ?takes-many | | float
rocket 5 5 | flies has-engine | engine | fly
scooter 3 2 | wheels ?on-roads ?has-engine ?two-wheels | wheel handle | ride
cart 4 4 | wheels ?on-roads ?two-wheels | wheel handle | carry
ambulance 5 5 | wheels on-roads has-engine | wheel door window seat engine | carry
submarine 5 5 | has-engine takes-many ?on-water | door engine | dive
tricycle 3 3 | wheels by-pedals ?on-roads | wheel pedal seat | ride
sled 4 2 | | | slide
sleigh 5 5 | ?on-roads ?takes-many | seat | ride
sailboat 5 5 | on-water ?has-engine | sail mast | sail
rowboat 5 5 | on-water | seat oar | row
jet 5 5 | wheels flies has-engine ?takes-many | wing wheel seat engine | fly
spaceship 5 5 | flies has-engine ?takes-many ?wheels | door engine | fly
`;
