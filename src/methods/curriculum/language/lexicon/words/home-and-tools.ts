/** Things that people make and use. */
export const HOME_AND_TOOLS = `
@noun furniture
1: bed chair
2: table crib
3: desk shelf(shelves) sofa bench couch
4: stool cupboard bookcase armchair cradle wardrobe
5: cabinet furniture~ dresser
@noun tableware
1: cup spoon
2: fork bowl plate glass
3: knife(knives) dish mug
4: saucer straw napkin teapot
6: chopstick
@noun container
1: box bottle
2: bag basket
3: can jar pot pan bucket tub
4: barrel crate pail purse suitcase jug vase tank backpack envelope bin sack tin case kettle packet tray carton
5: wallet safe
6: locker tube container vessel
@noun tool
3: nail
2: broom brush comb toothbrush hammer
3: saw shovel ladder rope scissors! rake axe pen pencil key
4: needle thread~ pin screw drill hook net mop sponge whip spade wheelbarrow lock chain glue~ tape~ hose pump crayon chalk~ eraser ruler paintbrush whistle candle match torch lantern
5: screwdriver tool magnet
6: razor wrench pliers! compass lens microscope telescope thermometer lever tweezers! chisel device equipment~ utensil probe
@noun toy
1: ball doll block balloon toy bubble
2: puzzle drum swing top
3: kite puppet slide sled
4: marble dice(dice) yoyo robot seesaw skate
6: trampoline
@noun instrument
3: horn
3: bell
4: piano guitar violin flute trumpet
5: harp banjo
@noun machine
1: clock phone light
2: lamp television tv telephone
3: oven stove watch fan camera radio computer
4: fridge refrigerator engine motor toaster mixer crane
5: machine
6: battery elevator calculator printer
@noun vehicle
1: car truck train boat bike
2: bus airplane plane bicycle tractor wagon
3: ship van jeep helicopter motorcycle
4: taxi cab canoe rocket scooter cart ambulance tricycle
5: vehicle spaceship carriage
6: raft submarine ferry yacht trailer
@noun object
1: book blanket towel soap~ picture
2: pillow paper~ money~ door window bath mirror rug story thing
3: stairs! wall floor gate fence roof curtain bathtub letter stamp page penny sink map flag list object
4: ticket coin gift package newspaper magazine poster umbrella mat sheet string carpet treasure prize nest web statue bandage medicine~ pill lid cover rail tent note diary sign toilet faucet pipe message secret
5: poem painting photo badge
6: medal document photograph ornament trophy cheque receipt birdhouse item sample specimen artifact
@noun part
2: wheel side leaf(leaves)
3: handle bottom corner end edge middle front half(halves) part piece center centre point
4: blade branch root stem petal bark seat pedal sail brake bristle spout cork frame hinge knob rung sole tip ceiling chimney mast anchor deck cage peel pit thorn bud crust
5: yolk strap buckle
6: core propeller rudder windshield component element segment portion section fraction
@noun material
2: wood~ stone
3: paint~ cloth~ gold~ iron~ sand~ mud~ dirt~ ice~
4: wool~ cotton~ leather~ metal~ steel~ silver~ silk~ plastic~ rubber~ clay~ brick wax~ coal~ ink~ rag dust~ copper~ lead~ foam~
5: fuel~ liquid gas
6: cement~ bronze~ concrete~ material substance mineral solid fluid oxygen~ brass~ aluminium~
`;
