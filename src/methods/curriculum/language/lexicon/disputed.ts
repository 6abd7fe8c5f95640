/**
 * Nouns of which people may disagree what they are: a second sense in another class ("bat", "palm"), an animal that is
 * also a dish ("chicken"), a class that differs between kitchen and garden ("tomato"), or classes of two kinds
 * ("sled", a toy and a vehicle). Tasks about classes leave them out.
 */
export const DISPUTED: ReadonlySet<string> = new Set(
  (
    'tomato pumpkin cucumber coconut walnut peanut nut pea bean corn squash pickle raisin mushroom pepper ' +
    'toadstool chicken turkey lamb duck fish trout salmon tuna herring eel cod catfish shrimp crab ' +
    'lobster squid snail bat mole seal crane calf horn nail top glass watch match palm trunk letter ' +
    'present date ring square star bow club scale chest cap tie tank pitcher net slide swing block jet ' +
    'heel sole tongue crown mask helmet necklace bracelet bead ribbon sled sleigh skate balloon bell ' +
    'whistle lamp clock candle lantern torch flashlight light knife bag purse wallet backpack suitcase ' +
    'envelope trash rocket robot mint berry gum jelly tart roll honey sugar salt cream queen king class ' +
    'twin giant witch fairy monster dragon beast creature ladybug bug pet animal kid lime violet rose ' +
    'buttercup maple pine fir beech iron tin sink bath fan organ drum carriage hook pin chain lock hose ' +
    'tape thread'
  ).split(' '),
);
