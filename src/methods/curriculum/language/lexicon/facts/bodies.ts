/** Facts about the parts of a person's body; see parse-facts.ts for the form. */
export const BODY_FACTS = `
eye 1 1 | comes-in-twos on-the-head | eyelash | see
nose 2 1 | on-the-head | | smell
mouth 2 1 | on-the-head | lip tongue tooth | eat talk
ear 2 1 | comes-in-twos on-the-head | | hear
hand 2 2 | comes-in-twos on-an-arm ends-a-limb | finger thumb palm | hold
foot 2 2 | comes-in-twos on-a-leg ends-a-limb | toe heel sole | stand walk
toe 1 1 | on-a-leg ends-a-limb | nail
arm 4 3 | comes-in-twos ?on-an-arm ?ends-a-limb | hand elbow wrist | reach
leg 4 4 | comes-in-twos ?on-a-leg ?ends-a-limb | foot knee ankle | walk
knee 2 2 | comes-in-twos on-a-leg | | bend
elbow 2 1 | comes-in-twos on-an-arm | | bend
finger 2 1 | on-an-arm ends-a-limb | nail | point
thumb 2 1 | comes-in-twos on-an-arm ends-a-limb | nail
tooth 1 1 | on-the-head ?inside-the-body | root | bite chew
tongue 2 1 | on-the-head ?inside-the-body | tip | taste lick
chin 2 1 | on-the-head
cheek 2 1 | comes-in-twos on-the-head
shoulder 3 2 | comes-in-twos ?on-an-arm
ankle 2 1 | comes-in-twos on-a-leg | | bend
wrist 2 1 | comes-in-twos on-an-arm | | bend
heart 2 2 | inside-the-body
brain 3 2 | inside-the-body ?on-the-head | | think
stomach 3 3 | inside-the-body
lung 3 2 | inside-the-body comes-in-twos | | breathe
forehead 2 1 | on-the-head
heel 2 1 | comes-in-twos on-a-leg ?ends-a-limb
`;
