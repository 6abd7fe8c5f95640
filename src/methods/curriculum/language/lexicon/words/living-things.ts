/** Animals, plants, people and the parts of bodies. */
export const LIVING_THINGS = `
@noun animal
1: animal
3: pet
4: monster dragon creature
5: beast
@noun mammal
1: dog cat cow horse pig bunny bear mouse(mice)
2: puppy kitty kitten sheep(sheep) lamb monkey elephant lion tiger rabbit
3: goat deer(deer) fox wolf(wolves) squirrel zebra giraffe donkey pony calf(calves) camel
4: rat mole bat whale dolphin seal kangaroo hippo otter beaver panda moose(moose) ox(oxen) bull hare
5: gorilla buffalo(buffalo) hedgehog
6: leopard hamster cheetah chimpanzee raccoon skunk rhino walrus badger mammal primate
@noun bird
1: bird duck
2: chicken owl hen
3: goose(geese) turkey rooster robin chick penguin duckling
4: swan crow parrot eagle hawk pigeon peacock ostrich sparrow dove
5: stork woodpecker canary
6: gull flamingo vulture pelican raven
@noun fish
1: fish(fish)
4: shark goldfish(goldfish)
5: tuna(tuna)
6: trout(trout) salmon(salmon) herring eel
@noun insect
2: bee bug ant butterfly
3: fly
4: wasp beetle mosquito(mosquitoes) grasshopper ladybug caterpillar
5: flea insect
6: moth cricket dragonfly termite
@noun reptile
2: turtle
3: snake
4: lizard crocodile alligator dinosaur
6: tortoise reptile
@noun amphibian
1: frog
4: toad tadpole
6: amphibian
@noun sea-animal
4: crab octopus snail shrimp(shrimp) starfish(starfish)
5: lobster jellyfish(jellyfish)
6: squid
@noun animal
3: worm spider
4: slug

@noun plant
2: plant grass~
3: bush seed
4: weed moss~ clover~ cactus(cacti) mushroom
5: crop
6: vine fern
@noun flower
1: flower
3: rose
4: daisy tulip daffodil sunflower lily violet
6: orchid poppy
@noun tree
1: tree
4: oak pine willow palm maple
5: elm beech
6: fir birch

@noun person
1: baby boy girl man(men)
2: lady woman(women) child(children) friend people(people) person(people)
3: king queen class twin visitor group
4: adult guest stranger neighbour neighbor prince princess fairy witch giant hero(heroes) partner crowd team crew member winner loser leader owner kid folk thief(thieves) pirate clown
5: enemy liar victim coward bully audience couple listener speaker traveller traveler informant passenger
6: trickster villain orphan volunteer knave individual population citizen ancestor descendant
@noun relative
1: mommy daddy mummy mom mum dad grandma grandpa
2: mother father brother sister
3: aunt uncle grandmother grandfather parent cousin
4: son daughter wife(wives) husband
5: grandson granddaughter grandchild(grandchildren) grandparent nephew niece
6: sibling spouse
@noun worker
2: doctor
3: teacher farmer nurse fireman(firemen) policeman(policemen)
4: baker sailor pilot driver painter singer dancer writer builder gardener dentist cook soldier hunter fisherman(fishermen) butcher tailor barber shoemaker carpenter
5: actor artist lawyer judge scientist waiter reporter guard worker shopkeeper servant spy chef engineer clerk
6: magician mechanic plumber librarian detective knight merchant accountant programmer director employee manager

@noun body-part
1: eye nose mouth ear hand foot(feet) hair~ head tummy toe
2: arm leg knee finger tooth(teeth) face belly tongue tail thumb chin neck heart
3: back bone skin~ elbow lip cheek shoulder wing paw feather body stomach blood~
4: beak claw fur~ hoof(hooves) mane fin shell ankle wrist chest throat waist forehead brain muscle lap fist trunk whisker heel hip scale
5: eyebrow beard hump rib
6: lung eyelash tusk antler pouch snout limb skeleton organ
`;
