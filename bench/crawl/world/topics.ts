export interface Subtopic {
  name: string;
  words: readonly string[];
}

export interface Topic {
  name: string;
  words: readonly string[];
  subtopics: readonly Subtopic[];
}

/** `name: words / subtopic: words / …`; some words stand in several topics, as they do in life (`scale`, `current`, `bank`, `key`). */
const WRITTEN = [
  `shore life: shore tide rock sand salt wave coast species shell current bed reef
   / tide pools: anemone limpet barnacle starfish crevice ledge mussel blenny urchin splash
   / seaweed: kelp frond holdfast wrack dulse laver algae stipe canopy spore
   / wading birds: curlew dunlin mudflat plover sandpiper roost godwit estuary flock bill
   / dunes: marram dune slack foredune lichen blowout orchid hollow drift ridge`,
  `beekeeping: bee hive honey apiary keeper nectar frame swarm smoker flower season garden
   / queen rearing: queen larva graft cell mating drone breeder royal jelly nucleus
   / bee diseases: varroa mite foulbrood nosema brood inspection treatment spore colony oxalic
   / honey harvest: extractor comb wax uncapping jar moisture crystal filter settling label
   / wild bees: bumblebee mason solitary burrow reed nest pollen leafcutter meadow clover`,
  `clocks: clock time dial hand wheel spring gear escapement case key maker repair
   / pendulums: pendulum bob swing suspension amplitude period gravity beat anchor compensation
   / watches: watch balance hairspring jewel crown bezel mainspring lever calibre winding
   / sundials: sundial gnomon shadow meridian latitude noon equation hour plate analemma
   / tower clocks: tower striking bell chime weight belfry frame turret train bellringer`,
  `bread: bread flour dough oven loaf baker crust water salt kitchen grain scale
   / sourdough: sourdough starter levain lactic ferment wild culture refresh tang proof
   / rye: rye caraway soaker dense malt dark pentosan scald crumb sour
   / milling: mill stone bran germ sieve wheat hopper extraction millstone miller
   / flatbreads: flatbread griddle pita naan tandoor roti yogurt puff lavash semolina`,
  `bridges: bridge span river load pier deck engineer crossing foundation bank steel stone
   / suspension bridges: suspension cable hanger tower anchorage stiffening wire sway saddle strand
   / stone arches: arch voussoir keystone centering spandrel abutment mason thrust vault parapet
   / bridge inspection: inspection crack corrosion bearing fatigue rivet scour survey rope repair
   / footbridges: footbridge path handrail vibration damper walker cyclist ramp timber lock`,
  `weather: weather wind cloud rain pressure forecast air temperature season storm station current
   / fog: fog mist visibility dew radiation valley condensation droplet haze morning
   / thunderstorms: thunder lightning hail updraft anvil squall cell downburst gust charge
   / snow: snow flake avalanche drift slab melt crystal powder layer cornice
   / instruments: barometer anemometer thermometer gauge radiosonde vane screen hygrometer scale record`,
  `printing: print press ink paper type page plate printer book workshop proof scale
   / letterpress: letterpress composing forme chase quoin platen galley sort furniture impression
   / woodcuts: woodcut block gouge carving grain baren relief burin key endgrain
   / bookbinding: binding spine thread signature glue endpaper press sewing leather boards
   / lithography: lithography limestone grease gum etch tusche roller stone drawing acid`,
  `caves: cave rock passage limestone chamber water explorer darkness survey entrance lamp bed
   / stalactites: stalactite stalagmite calcite drip column flowstone curtain soda straw growth
   / cave life: bat roost olm beetle cricket guano blind troglobite fungus colony
   / cave diving: diver sump regulator line reel tank silt cylinder bubble flooded
   / cave art: painting ochre charcoal bison hand engraving ancient pigment horse torch`,
  `railways: train track station line signal rail engine carriage driver timetable gauge bank
   / steam engines: steam boiler firebox piston coal tender valve whistle injector fireman
   / signalling: signalbox semaphore lever interlocking block token aspect relay points bell
   / mountain railways: rack incline cog gradient funicular summit pinion cable descent alpine
   / trams: tram tramway pantograph depot street overhead bogie conductor stop trolley`,
  `violins: violin string sound wood maker bow bridge note tone workshop instrument key
   / varnish: varnish resin oil ground amber pigment brush coat spirit madder
   / violin bows: pernambuco horsehair frog stick rosin camber ferrule tip balance bowmaker
   / tonewood: spruce maple grain plate tap density stiffness seasoning arching graduation
   / playing: fingering vibrato shift scale position etude intonation teacher practice concerto`,
  `gardens: garden soil plant seed bed leaf root season water gardener path flower
   / composting: compost heap worm mulch carbon nitrogen turning rot bin humus
   / fruit trees: apple pear graft rootstock pruning orchard spur blossom scion canker
   / herbs: thyme rosemary sage basil mint cutting drying parsley fragrant kitchen
   / ponds: pond newt lily liner frog algae dragonfly pump margin tadpole`,
  `stars: star sky night light observer planet orbit field catalogue record dark cloud
   / telescopes: telescope mirror lens eyepiece aperture mount focal grinding finder collimation
   / variable stars: variable magnitude brightness period dwarf eclipse curve cepheid estimate nova
   / meteors: meteor shower radiant fireball perseid meteorite trail comet debris hourly
   / the moon: moon crater mare terminator libration rille highland lunar phase occultation`,
];

export const TOPICS: readonly Topic[] = WRITTEN.map((written) => {
  const [own, ...parts] = written.split('/').map((part) => {
    const [name, words] = part.split(':') as [string, string];
    return { name: name.trim(), words: words.trim().split(/\s+/) };
  });
  return { ...own!, subtopics: parts };
});

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Words of every page, whatever it is about. */
export const PLAIN = {
  nouns:
    list(`year day week people friend village town street house room table letter story question answer reason example
    part side end beginning number group member visitor child teacher school market road hill field window door wall floor
    morning evening summer winter journey visit lesson mistake problem method habit rule change choice cost price tool box
    bag shelf note photograph drawing map list report meeting neighbour family hand eye voice word idea memory surprise
    corner edge piece pair half rest middle side colour shape size weight length minute hour month century`),
  verbs:
    list(`shows keeps finds brings takes gives holds leaves meets follows needs wants changes covers carries
    explains describes measures compares counts watches starts finishes opens closes moves turns lifts lowers reaches passes
    supports protects replaces repairs collects gathers sorts prepares checks tests improves remembers forgets offers`),
  adjectives:
    list(`small large old new early late quiet busy simple careful patient heavy light narrow broad warm cold dry
    wet plain rough smooth steady sudden common rare local distant familiar strange useful clear deep shallow short long
    bright dim open hidden regular uneven honest cheerful modest ordinary odd fine strong weak whole loose firm`),
  prepositions: list(
    'in on under beside behind near above before after across around between without against',
  ),
  adverbs:
    list(`slowly quickly often rarely usually sometimes always never carefully gently suddenly early later again
    together alone easily hardly nearly almost`),
  surnames:
    list(`Bjørk Müller Abel Brandt Corrie Dunmore Eskil Farrow Galt Hollis Ivers Jansen Keane Lorne Maddox Nairn Orrin Pell
    Quayle Renwick Sorley Tarn Ulver Venn Wray Yarrow`),
  places:
    list(`Ålesund Besançon Łódź Ashby Brack Calder Dornoch Elmet Fenwick Garrow Hesket Inver Jura Kessock Lyme Morven Nethy Orford Penrith
    Quorn Rannoch Selby Torrin Ullin Varrick Whitby Yell`),
} as const;

/** Anchors that say nothing. */
export const VAGUE: readonly string[] = [
  'read more',
  'here',
  'this page',
  'continue',
  'more',
  'next',
  'another note',
  'see also this',
  'full text',
  'link',
  'an old page',
  'part two',
];
