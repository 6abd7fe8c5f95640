/** Facts about furniture, what stands on a table, boxes and bags; see parse-facts.ts for the form. */
export const HOME_FACTS = `
bed 5 5 | to-sleep-in ?to-sit-on ?has-back ?for-many | pillow mattress leg | sleep
chair 4 3 | to-sit-on has-back | leg seat back | sit
table 5 5 | | leg top | eat
crib 4 4 | to-sleep-in for-babies | leg mattress | sleep
desk 4 5 | | leg top drawer | write
shelf 4 3 | | edge | hold
sofa 5 5 | to-sit-on has-back for-many ?to-sleep-in | seat back arm cushion | sit
couch 5 5 | to-sit-on has-back for-many ?to-sleep-in | seat back arm cushion | sit
bench 5 4 | to-sit-on for-many ?has-back | leg seat | sit
stool 3 3 | to-sit-on | leg seat | sit
cupboard 4 5 | has-doors | door shelf | keep
wardrobe 5 5 | has-doors | door | keep
bookcase 5 5 | ?has-doors | shelf | keep
armchair 4 4 | to-sit-on has-back | arm seat back leg | sit
cradle 3 3 | to-sleep-in for-babies | | sleep
throne 4 5 | to-sit-on has-back | arm seat back | sit
cup 2 1 | | handle rim | drink
spoon 2 1 | | handle | eat stir
fork 2 1 | | handle | eat
knife 2 1 | | handle blade | cut
bowl 3 2 | | rim | eat
plate 3 2 | | rim | eat
glass 2 2 | | rim | drink
mug 2 2 | | handle rim | drink
teapot 3 2 | | handle lid spout | pour
box 3 2 | ?for-trips | side bottom | keep
bottle 2 2 | holds-drinks ?in-kitchens | neck cap | pour
bag 3 1 | ?for-trips ?in-kitchens ?worn-on-back ?holds-drinks | handle | carry
basket 3 2 | ?in-kitchens | handle | carry
can 2 2 | holds-drinks in-kitchens | lid | keep
jar 2 2 | holds-drinks in-kitchens | lid | keep
pot 3 3 | holds-drinks in-kitchens goes-on-fire ?for-flowers | lid handle | cook
pan 3 3 | holds-drinks in-kitchens goes-on-fire | handle | cook fry
kettle 3 3 | holds-drinks in-kitchens goes-on-fire | lid handle spout | boil
bucket 3 2 | holds-drinks | handle | carry
pail 3 2 | holds-drinks | handle | carry
tub 4 4 | holds-drinks | side | wash
barrel 4 5 | holds-drinks | lid | keep
crate 4 3 | | side | carry
purse 2 2 | for-money | | carry
wallet 2 1 | for-money | pocket | carry
suitcase 4 4 | for-trips | handle lock lid | pack
backpack 3 3 | for-trips worn-on-back | strap pocket | carry
jug 3 3 | holds-drinks in-kitchens | handle spout | pour
vase 3 2 | holds-drinks for-flowers | neck | hold
tank 5 5 | holds-drinks | | hold
envelope 2 1 | for-letters | flap | send
sack 4 4 | ?for-trips ?worn-on-back ?in-kitchens | | carry
mailbox 3 3 | for-letters | door | keep
`;
