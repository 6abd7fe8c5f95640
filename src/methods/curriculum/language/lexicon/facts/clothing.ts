/** Facts about clothes; see parse-facts.ts for the form. */
export const CLOTHING_FACTS = `
shoe 3 2 | on-feet in-twos | sole lace | wear
sock 2 1 | on-feet in-twos ?for-cold ?for-sleep | heel toe | wear
boot 3 2 | on-feet in-twos ?for-cold ?on-legs | sole heel | wear
slipper 2 1 | on-feet in-twos | sole | wear
sandal 2 1 | on-feet in-twos | sole strap | wear
hat 3 1 | on-head ?for-cold | rim | wear
cap 2 1 | on-head | | wear
crown 3 2 | on-head | | wear | gold
helmet 3 2 | on-head | strap | wear
coat 4 2 | for-cold ?on-legs | sleeve pocket collar button | wear
jacket 4 2 | ?for-cold | sleeve pocket collar | wear
shirt 4 1 | | sleeve collar button | wear
sweater 4 2 | for-cold | sleeve neck | wear
pants 4 2 | on-legs | leg pocket | wear
jeans 4 2 | on-legs | leg pocket | wear | blue
shorts 3 1 | ?on-legs | leg pocket | wear
skirt 3 1 | on-legs | waist | wear
dress 4 1 | on-legs | skirt | wear
pajamas 4 1 | for-sleep on-legs | leg sleeve | wear
nightgown 4 1 | for-sleep on-legs | | wear
mitten 2 1 | on-hands in-twos for-cold | thumb | wear
glove 2 1 | on-hands in-twos ?for-cold | finger thumb | wear
scarf 3 1 | on-neck for-cold ?on-head | | wear
tie 3 1 | on-neck | knot | wear
necklace 2 1 | on-neck | | wear
belt 3 1 | | buckle hole | wear
apron 3 1 | ?on-legs | string pocket | wear
vest 3 1 | ?for-cold | button | wear
robe 4 2 | ?on-legs ?for-sleep | sleeve belt | wear
ring 1 1 | ?on-hands | | wear
diaper 3 1 | ?for-sleep | | wear
`;
