/** Facts about animals; see parse-facts.ts for the form. */
export const ANIMAL_FACTS = `
dog 3 4 | four-legs fur in-homes ?on-farms | tail nose ear paw eye
cat 3 3 | four-legs fur in-homes ?on-farms ?stripes | tail whisker ear paw claw
cow 5 5 | four-legs ?fur on-farms ?horns | tail nose hoof ear
horse 5 5 | four-legs ?fur on-farms can-be-ridden | tail mane hoof ear
pig 4 5 | four-legs on-farms ?fur | tail nose ear snout | | pink
bear 5 5 | four-legs fur | claw paw nose ear
mouse 2 1 | four-legs fur ?in-homes | tail whisker ear
bunny 3 3 | four-legs fur in-homes hops | tail ear paw
rabbit 3 3 | four-legs fur ?in-homes hops ?on-farms | tail ear paw
puppy 3 3 | four-legs fur in-homes ?on-farms | tail nose ear paw
kitten 2 2 | four-legs fur in-homes ?stripes ?on-farms | tail whisker ear paw
sheep 4 4 | four-legs on-farms ?horns ?fur | tail hoof ear
lamb 3 3 | four-legs on-farms ?fur | tail hoof ear | | white
monkey 3 3 | ?four-legs ?two-legs fur | tail hand ear
elephant 5 5 | four-legs ?can-be-ridden ?fur | trunk tail tusk ear | | gray
lion 5 5 | four-legs fur | tail claw paw tooth
tiger 5 5 | four-legs fur stripes | tail claw paw tooth | | orange
goat 4 4 | four-legs ?fur on-farms horns | tail hoof beard
deer 4 5 | four-legs ?fur ?horns | tail hoof ear
fox 3 3 | four-legs fur | tail paw nose
wolf 4 4 | four-legs fur | tail paw tooth
squirrel 2 2 | four-legs fur | tail paw tooth
zebra 5 5 | four-legs ?fur stripes | tail mane hoof
giraffe 5 5 | four-legs ?fur ?horns | tail neck hoof
donkey 5 5 | four-legs ?fur on-farms can-be-ridden | tail mane hoof ear
pony 4 5 | four-legs ?fur on-farms can-be-ridden | tail mane hoof
calf 4 4 | four-legs ?fur on-farms | tail hoof ear
camel 5 5 | four-legs ?fur can-be-ridden ?on-farms | hump tail neck
rat 2 2 | four-legs fur ?in-homes | tail whisker ear
bat 2 1 | wings can-fly fur ?two-legs ?four-legs | wing ear
whale 5 5 | no-legs fins lives-in-water | tail fin
dolphin 5 5 | no-legs fins lives-in-water | tail fin
kangaroo 4 4 | fur hops ?two-legs ?four-legs | tail pouch ear
hippo 5 5 | four-legs ?lives-in-water | mouth tooth
panda 4 5 | four-legs fur | paw ear
hamster 2 1 | four-legs fur in-homes | whisker ear paw
bull 5 5 | four-legs ?fur on-farms horns | tail hoof horn
hedgehog 2 2 | four-legs ?fur ?in-homes | nose
leopard 4 4 | four-legs fur | tail claw paw
bird 2 1 | two-legs wings feathers lays-eggs ?can-fly ?in-homes ?on-farms ?lives-in-water ?hops | wing beak tail feather
duck 3 2 | two-legs wings feathers lays-eggs can-fly ?on-farms ?lives-in-water | wing beak tail feather
chicken 3 2 | two-legs wings feathers lays-eggs on-farms ?can-fly | wing beak tail feather
hen 3 2 | two-legs wings feathers lays-eggs on-farms ?can-fly | wing beak tail feather
owl 3 2 | two-legs wings feathers lays-eggs can-fly | wing beak claw feather
goose 3 3 | two-legs wings feathers lays-eggs can-fly ?on-farms ?lives-in-water | wing beak neck feather
turkey 3 3 | two-legs wings feathers lays-eggs on-farms ?can-fly | wing beak neck feather
rooster 3 2 | two-legs wings feathers on-farms ?can-fly ?lays-eggs | wing beak comb feather
robin 2 1 | two-legs wings feathers lays-eggs can-fly ?hops | wing beak tail feather
penguin 3 3 | two-legs wings feathers lays-eggs ?lives-in-water | wing beak feather
swan 4 3 | two-legs wings feathers lays-eggs can-fly ?lives-in-water | wing beak neck feather | | white
crow 3 2 | two-legs wings feathers lays-eggs can-fly ?hops | wing beak tail feather | | black
parrot 2 2 | two-legs wings feathers lays-eggs can-fly in-homes | wing beak tail feather
eagle 3 3 | two-legs wings feathers lays-eggs can-fly | wing beak claw feather
pigeon 2 2 | two-legs wings feathers lays-eggs can-fly | wing beak tail feather
ostrich 5 5 | two-legs wings feathers lays-eggs ?on-farms ?can-be-ridden | wing beak neck feather
sparrow 2 1 | two-legs wings feathers lays-eggs can-fly hops | wing beak tail feather
fish 2 2 | no-legs fins lives-in-water lays-eggs ?in-homes | tail fin eye
goldfish 2 1 | no-legs fins lives-in-water lays-eggs in-homes | tail fin | | orange
shark 5 5 | no-legs fins lives-in-water ?lays-eggs | tail fin tooth
salmon 3 3 | no-legs fins lives-in-water lays-eggs | tail fin
bee 1 1 | six-legs wings can-fly stripes ?lays-eggs ?fur ?on-farms | wing eye
ant 1 1 | six-legs ?lays-eggs ?wings ?can-fly | head eye
butterfly 1 1 | six-legs wings can-fly lays-eggs | wing eye
fly 1 1 | six-legs wings can-fly lays-eggs ?on-farms ?in-homes | wing eye
wasp 1 1 | six-legs wings can-fly stripes ?lays-eggs | wing eye
moth 1 1 | six-legs wings can-fly lays-eggs ?fur | wing eye
mosquito 1 1 | six-legs wings can-fly lays-eggs ?stripes | wing
ladybug 1 1 | six-legs wings can-fly lays-eggs | wing | | red
grasshopper 1 1 | six-legs wings hops lays-eggs ?can-fly | leg wing
turtle 3 3 | four-legs has-shell lays-eggs ?lives-in-water ?in-homes | shell tail | | green
tortoise 3 3 | four-legs has-shell lays-eggs ?in-homes | shell tail
snake 3 2 | no-legs ?lays-eggs ?in-homes ?stripes ?lives-in-water | tail tongue skin
lizard 2 1 | four-legs lays-eggs ?in-homes ?stripes | tail tongue
crocodile 5 5 | four-legs lays-eggs ?lives-in-water | tail tooth | | green
frog 2 1 | four-legs hops lays-eggs ?lives-in-water ?in-homes | leg tongue | | green
toad 2 1 | four-legs hops lays-eggs ?lives-in-water | leg tongue
spider 1 1 | eight-legs lays-eggs ?in-homes ?fur ?stripes ?hops | leg eye
worm 2 1 | no-legs ?lays-eggs | skin
snail 1 1 | no-legs has-shell lays-eggs ?lives-in-water | shell
crab 2 2 | has-shell lays-eggs ?lives-in-water ?eight-legs | claw shell leg
octopus 4 4 | lives-in-water lays-eggs ?eight-legs ?no-legs | arm eye
`;
