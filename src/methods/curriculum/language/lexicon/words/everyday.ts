/** Further everyday words of all kinds. */
export const EVERYDAY = `
@noun mammal
4: hog colt reindeer(reindeer) chipmunk mule mare ram cub hound pup wildcat
@noun bird
4: bluebird blackbird wren
5: redbird
@noun fish
4: catfish(catfish) cod(cod)
@noun insect
4: bumblebee bedbug
@noun animal
4: cattle! cocoon
@noun plant
4: wheat~ oats! rye~ ivy~ buttercup pansy toadstool bloom blossom grain~
5: tobacco~
6: barley~
@noun person
4: jogger camper
4: shepherd cowboy gentleman(gentlemen) youngster chap fellow guy lad lass maid playmate robber runner rider reader skater swimmer talker helper dwarf elf(elves) angel bride champion chief boxer host schoolboy
5: beggar outlaw slave youth lover
6: bandit
@noun worker
4: postman(postmen) milkman(milkmen) mailman(mailmen) watchman(watchmen) workman(workmen) blacksmith miner miler cobbler conductor officer banker author mayor dressmaker jockey cashier bookkeeper cleaner
5: general
6: governor
@noun relative
3: mama papa
@noun body-part
4: flesh~ jaw liver
5: limp
@noun food
4: bran~ lard~ oatmeal~ popcorn~ pork~ steak loaf(loaves) gravy~ beet
5: custard~ crumb gingerbread~
@noun fruit
4: blackberry gooseberry cranberry grapefruit walnut peanut
@noun vegetable
4: squash~ pickle
@noun drink
4: buttermilk~
5: whiskey~
@noun sweet
4: gum~ mint peppermint butterscotch~
@noun clothing
4: bonnet handkerchief nightgown overalls! overcoat raincoat sash underwear~ necktie bib mitt gown outfit
@noun furniture
3: cot
4: mattress
5: rack platform throne
@noun tableware
4: teaspoon tablespoon pitcher platter tablecloth
6: goblet
@noun container
4: hamper mailbox manger coffeepot washtub
5: pocketbook bushel
6: keg billfold
@noun tool
4: poke pole cane flashlight hairpin ax(axes) hatchet hoe lash peg pick plug shears! sling spear sword tack thimble toothpick
5: firearm pistol cannon bullet gun weapon gunpowder~ hardware~ machinery~
6: sickle rifle
@noun toy
4: dolly bow jacks! plaything
@noun instrument
4: fiddle
6: bugle
@noun machine
4: heater bulb boiler washer windmill
@noun vehicle
3: jet
4: automobile rowboat sailboat steamboat sleigh trolley buggy locomotive boxcar
5: airship battleship
@noun object
4: alarm ash(ashes) bedspread candlestick cushion footprint haystack hayfield haircut laundry~ linen~ perfume~ pad quilt shade signal snowflake tablet firecracker fireworks! valentine
5: billboard mount postage~ cigarette poison~ trap wreck
6: mantle
@noun part
4: board screen oar
4: doorstep fireplace sill rim stitch seam tire bar gear knot strip lump pile flap
@noun material
4: ivory~ pearl tar~ yarn~ lumber~ slate~ gasoline~ cardboard~ powder~ grease~ soil~ gravel~ paste~ junk~ rust~ garbage~ china~ drip
5: cell ore~
@noun building
4: schoolhouse playhouse fort henhouse beehive coop steeple
6: courthouse
@noun room
4: schoolroom stage stall den
@noun place
4: airfield avenue bay campfire coast dock downtown gulf lane pasture ranch roadside sidewalk railroad railway curb ditch well grove lawn mine canal pavement canyon seaside
5: graveyard government heaven hell
6: prairie battlefield
@noun nature
4: hillside hilltop moonlight sunlight sunrise sunset sunshine~ dew~ brook creek drift dam flake daybreak heap
@noun weather
4: shower blast
@noun time
4: birth childhood dawn springtime tick thanksgiving eve
@noun game
4: golf~ parade party show movie club
@noun idea
4: ache adventure aid aim arithmetic~ band battle beat blessing bunch business~ buzz charge chart chill chorus click copy darkness~ deed dozen errand fever fib flight flock fortune freedom~ fright gang geography~ glory goodness~ grade happiness~ harm~ haste~ headache history~ holler honor housework~ hum hush journey marriage math~ mischief~ north~ south~ east~ west~ nonsense~ pace payment peak pleasure prayer rattle recess ray safety~ sale schoolmaster scrap screech sickness~ silence~ sob sorrow speech spirit strike sweetness~ temper tone trace traffic~ tune wedding wealth~ worth~ hint
5: account brightness~ carelessness~ crash damage~ death defeat defense~ delight electricity~ evil faith~ gain hardship mercy~ pity~ settlement sin stillness~ strength~ weakness
6: folly hatred~

@verb
4: shrink(shrank,shrunk)
4: mop rake drill toast cool
3: bang beat(beat,beaten)
4: ache aid aim arise(arose,arisen) awaken bathe beam bind(bound) blaze bleed(bled) blink bloom bury burst(burst) buzz cackle carve charge charm chatter check chill clang click coast crackle creak croak cuddle cure damage dare dash dine dip drain drift drip dump erase exclaim flap flash flip flop flutter frown gallop gasp giggle glide glow gobble grin groan halt heap hire hiss hitch hoe honk howl hum hush jerk jingle knot leak limp loan march meow moan munch nibble nap oar overeat(overate,overeaten) owe pat patch peck perch poke pop pound pout preach puff quack rap rattle rebuild(rebuilt) rob rumble rust saddle scrape screech scribble seek(sought) shade shear shiver shove shriek sip slam slap slit(slit) smack snore snuggle sob soar spank splatter spoil sprinkle squeak squeal starve steer stitch stoop strike(struck) strip stroke stumble stuff suffer swat swell(swelled,swollen) tack tag tan toss trace tramp tremble tug unfold undress wag waken wander weaken weep(wept) wiggle wink whirl whine wring(wrung) pitch plug pave paste perform pin plunge whip
5: command continue defend delight deposit dismiss disappoint exchange excite gain govern harm haul hesitate honor house improve kill dwell(dwelt) die fade flee(fled) murder pity poison post rejoice relax rent repay(repaid) review risk scar scorch settle sin struggle vote welcome wreck
6: inspect adopt amuse approach arouse bribe cancel compete elect injure mourn protest sulk surrender unite wail
@adjective
4: afar aged bitter broad chilly cozy creamy cross dim dizzy drowsy dull dumb dusty everyday evil exciting faint faithful fierce final fuzzy gay gracious grown hasty heavenly hilly holy homely homesick hopeful humble interesting ivory jolly keen lame limp lively lone lonesome matter mighty misty northern southern eastern western nearby numb painful peaceful queer rocky rosy royal rusty salty sandy shady slim sly sore swift tardy tidy unfinished unfriendly unhurt united unpleasant unwilling waterproof wee weary welcome willing windy woolen worth colored coloured crooked cranky barefoot blank elder eldest lean joyous junior
5: absent bald dying hopeless ideal satisfactory savage valuable upward
6: restless stout blond insane mature sane
@adverb
3: upward downward
4: aboard afterward anyhow aside awhile barely elsewhere forth forever fully further indeed nearby overhead overnight outward onward plenty rapidly somehow sometime surely whenever yonder awfully
6: nowadays swiftly scarcely seldom
@pronoun

@auxiliary
@preposition
5: unlike
@conjunction
4: whenever wherever
@interjection
3: ha
@determiner
4: plenty

@noun part
2: button pocket
3: drawer stair
4: sleeve collar zipper lace hood cuff stump crank horseshoe reins! doorknob

@noun material
4: satin~ velvet~ wire

@noun meal
3: dinner lunch breakfast supper meal
4: snack picnic feast

@noun object
3: trash~
4: card bundle harness saddle doorbell

@noun person
3: family
4: player captain coach student pupil boss police!
5: customer

@noun place
4: kingdom college

@noun idea
4: nerve soul
`;
