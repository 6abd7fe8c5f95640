/** Places, nature and weather. */
export const WORLD = `
@noun building
1: house
2: home
3: school store church barn farm shop hut castle bridge
4: hospital library museum tower hotel palace factory garage shed cottage cabin station bank bakery restaurant stable cave theater theatre office jail mill market inn lighthouse
5: building apartment airport prison
6: temple stadium mansion laboratory institution warehouse
@noun room
2: room bathroom kitchen
3: bedroom hall garden
4: attic basement cellar classroom porch yard hallway closet
6: balcony corridor lobby
@noun place
1: park
2: street road zoo place square
3: town city playground path way track hill spot land
4: country village field forest beach island harbor harbour pond highway circus camp desert jungle meadow orchard crossing tunnel court pool ground route space world direction
5: county state area location exit entrance neighborhood neighbourhood capital alley address
6: nation border region district territory zone destination continent environment origin intersection
@noun nature
1: sun moon star
2: rock stick
3: sky sea lake river hole fire shadow
4: mountain valley ocean earth~ cliff wave stream waterfall log twig air~ smoke~ flame spark shore volcano(volcanoes) planet puddle rainbow acorn pebble
5: flood earthquake steam~ swamp
6: lava~ horizon crystal comet vapor~ drought atmosphere climate orbit
@noun weather
1: rain~ snow~
3: wind cloud storm
4: fog~ frost~ thunder~ lightning~ hail~ snowball snowman(snowmen) breeze weather~
6: hurricane tornado temperature

@noun shape
1: circle
3: triangle line dot stripe shape cross row curve pair
4: rectangle diamond oval cube cone column arrow figure loop
5: pattern
6: sphere cylinder pyramid spiral polygon hexagon pentagon angle diagonal grid axis(axes) prism
@noun game
2: game
3: tag race turn trick
4: chess~ football baseball soccer~ contest sport hockey~ tennis~ checkers! hopscotch~
6: tournament competition
`;
