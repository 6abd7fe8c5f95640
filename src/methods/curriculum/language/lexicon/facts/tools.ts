/** Facts about tools, toys, machines, instruments and other things; see parse-facts.ts for the form. */
export const TOOL_FACTS = `
broom 4 2 | cleans has-bristles | handle bristle | sweep
brush 2 1 | has-bristles ?cleans ?writes | handle bristle | brush
comb 2 1 | has-teeth ?cleans | tooth | comb
toothbrush 2 1 | cleans has-bristles | handle bristle | brush
hammer 3 3 | hits | handle head | hit
saw 3 3 | cuts has-teeth is-sharp | handle blade tooth | cut
shovel 4 3 | digs ?is-sharp | handle blade | dig
spade 4 3 | digs ?is-sharp | handle blade | dig
hoe 4 3 | digs ?cuts ?is-sharp | handle blade | dig
nail 1 1 | joins is-sharp | head point | join
ladder 4 4 | | rung | climb
rope 4 2 | ?joins | | tie
scissors 2 1 | cuts is-sharp | blade handle | cut
rake 4 2 | has-teeth ?cleans | handle tooth | rake
axe 4 3 | cuts is-sharp ?hits | handle blade | chop
pen 2 1 | writes | cap point | write
pencil 2 1 | writes ?is-sharp | point lead | write draw
crayon 2 1 | writes | point | draw
chalk 2 1 | writes | | write | white
key 2 1 | | tooth ring | open lock
needle 1 1 | is-sharp ?joins | eye point | sew
thread 1 1 | joins | | sew
pin 1 1 | is-sharp joins | head point | fasten
screw 1 1 | joins ?is-sharp | head point | join
drill 3 3 | ?is-sharp | handle | drill
hook 2 1 | ?is-sharp ?joins | point | hang
mop 4 2 | cleans | handle | mop
sponge 2 1 | cleans | hole | wipe
razor 2 1 | cuts is-sharp | blade handle | shave
glue 2 1 | joins | | stick
tape 2 1 | joins | | stick
ruler 2 1 | | edge | measure
eraser 1 1 | ?cleans | | erase
paintbrush 2 1 | has-bristles ?writes | handle bristle | paint
match 1 1 | gives-light ?is-sharp | head | light
candle 2 1 | gives-light | | light
torch 3 2 | gives-light | handle | light
lantern 3 2 | gives-light | handle | light
flashlight 2 2 | gives-light | battery bulb | light
ball 2 1 | | | throw kick
doll 3 2 | | arm leg head | play
block 2 1 | | side corner | build
balloon 3 1 | | string | blow
kite 4 1 | | string tail | fly
top 2 1 | | point | spin
puppet 2 1 | | head | play
marble 1 1 | | | roll
swing 4 4 | | seat rope | swing
slide 5 5 | | ladder | slide
drum 3 3 | | | hit
puzzle 3 2 | | piece | solve
bell 2 2 | ?is-blown | | ring
horn 3 2 | is-blown | | blow
piano 5 5 | strings has-keys | key pedal string | play
guitar 4 3 | strings | string neck | play
violin 3 2 | strings | string neck bow | play
flute 3 2 | is-blown | hole | blow
trumpet 3 2 | is-blown | | blow
harp 5 5 | strings | string | play
banjo 3 3 | strings | string neck | play
fiddle 3 2 | strings | string neck bow | play
bugle 3 2 | is-blown | | blow
clock 3 2 | | hand face | tell
watch 2 1 | | hand face strap | tell
lamp 3 3 | | bulb shade | light
phone 2 1 | | | talk
oven 4 5 | | door | bake
stove 4 5 | | door | cook
fridge 5 5 | | door shelf | cool
camera 2 2 | | lens | look
radio 3 3 | | knob | listen
computer 3 3 | | screen | work
television 4 4 | | screen | watch
toaster 3 3 | | | toast
book 3 2 | | page cover | read
blanket 4 2 | | edge | cover
towel 4 1 | | edge | dry
soap 2 1 | | | wash
pillow 3 1 | | cover | sleep
umbrella 3 2 | | handle | cover
ticket 1 1 | | | ride
coin 1 1 | | edge | pay
map 3 1 | | | find
flag 4 1 | | pole | wave
mirror 3 3 | | glass frame | look
door 5 5 | | handle hinge lock | close open
window 4 4 | | glass frame | look open
bandage 2 1 | | | cover
net 4 1 | | hole | catch
tent 5 4 | | pole | camp sleep
rug 5 4 | | edge | cover
`;
