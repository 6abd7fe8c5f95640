/** What a common noun says about the thing that it describes: `film` a work, `racer` a person. Singular. */
const TABLE: Record<string, string> = {
  person: `actor actress artist author painter sculptor poet writer novelist playwright dramatist screenwriter scriptwriter journalist columnist critic editor essayist biographer historian
philosopher theologian scientist physicist chemist biologist botanist zoologist mathematician astronomer astronaut cosmonaut geologist engineer architect inventor economist sociologist psychologist
psychiatrist anthropologist archaeologist linguist philologist physician doctor surgeon nurse dentist lawyer attorney barrister judge jurist politician statesman diplomat ambassador president minister
chancellor senator congressman congresswoman governor mayor councillor councilor activist revolutionary soldier officer general colonel admiral captain commander lieutenant marshal sergeant pilot aviator
sailor explorer navigator merchant businessman businesswoman businessperson entrepreneur industrialist banker executive philanthropist investor manager coach footballer player athlete runner swimmer
cyclist boxer wrestler golfer cricketer batsman bowler goalkeeper defender midfielder striker forward pitcher quarterback racer driver skier skater gymnast rower fencer jockey sprinter weightlifter
musician singer songwriter composer conductor pianist violinist cellist guitarist bassist drummer rapper dj producer director filmmaker cinematographer choreographer dancer ballerina comedian entertainer
presenter broadcaster host model photographer cartoonist illustrator animator designer chef priest bishop archbishop cardinal pope monk nun saint missionary preacher rabbi imam king queen prince princess emperor
empress duke duchess earl count countess baron lord lady nobleman noblewoman sultan man woman boy girl person child son daughter father mother brother sister wife husband widow uncle aunt nephew niece cousin
grandson granddaughter grandfather grandmother spouse professor teacher scholar academic lecturer researcher student librarian educator translator publisher farmer murderer killer criminal outlaw gangster
pirate spy wrestler magician vocalist soprano tenor baritone organist harpist saxophonist trumpeter multi-instrumentalist frontman politician legislator civil-servant playback-singer lyricist librettist
impresario occultist mystic naturalist meteorologist geographer cartographer printer engraver potter jeweler jeweller goldsmith blacksmith leader founder chairman ceo secretary commentator umpire referee
friar abbot ruler monarch warlord feminist abolitionist suffragist socialite heiress polymath intellectual guru sculptress storyteller youtuber blogger programmer developer cricketer snowboarder bobsledder
biathlete decathlete hurdler triathlete canoeist judoka archer shooter biochemist microbiologist geneticist neuroscientist statistician logician oceanographer ornithologist entomologist paleontologist`,
  organization: `company corporation firm manufacturer publisher bank airline band group duo trio quartet quintet ensemble orchestra choir label team club franchise party organization organisation association
federation union league university college school academy institute institution seminary agency ministry department bureau commission committee council parliament senate legislature assembly congress army
navy regiment battalion brigade division squadron corps militia church order diocese newspaper magazine network station broadcaster channel studio startup retailer chain conglomerate subsidiary foundation
charity ngo think-tank society fraternity sorority museum library gallery hospital brewery winery distillery government court tribunal alliance coalition conference cooperative distributor supplier operator consortium
carmaker automaker chainstore supergroup collective troupe gang cartel syndicate police force unit fleet`,
  place: `city town village hamlet municipality commune borough suburb neighborhood neighbourhood district county parish province state territory region prefecture canton department country nation republic kingdom
empire island archipelago peninsula continent river stream creek lake sea ocean bay gulf strait mountain hill peak volcano range valley canyon desert forest park reserve beach cape glacier waterfall cave port
harbor harbour airport station road street highway motorway route bridge tunnel dam canal castle palace fort fortress tower building skyscraper house mansion hotel stadium arena theatre theater cathedral abbey
monastery temple mosque shrine cemetery square garden zoo settlement community township locality capital oblast raion voivodeship arrondissement constituency resort reservoir tributary lagoon atoll islet
civil-parish census-designated-place ward principality duchy colony planet crater star galaxy moon asteroid railway line plantation ranch campus prison mine`,
  work: `biography tragedy novelette composition cantata webcomic novelization film movie documentary comedy drama thriller western musical opera operetta symphony concerto sonata ballet play novel novella book trilogy poem anthology essay manuscript painting sculpture fresco album ep
song single track soundtrack mixtape record series sitcom show program programme miniseries episode season anime manga comic cartoon game videogame sequel prequel remake adaptation software app application
website blog podcast hymn anthem sketch telenovela soap-opera short biopic treatise encyclopedia dictionary textbook autobiography memoir bible epic fairy-tale saga mural statue photograph
console computer smartphone aircraft car engine locomotive ship submarine rocket spacecraft satellite missile rifle pistol tank language font operating-system programming-language weapon helicopter
airliner motorcycle processor microarchitecture camera periodical journal`,
  event: `war battle siege campaign revolution rebellion uprising revolt massacre bombing attack invasion raid conflict treaty conference summit election referendum festival tournament championship competition
race grand-prix olympics games match final ceremony earthquake hurricane typhoon storm flood eruption disaster crash accident fire strike protest riot coup crisis convention expedition mission operation
pandemic epidemic trial assassination murder coronation exhibition fair expo concert tour bowl cup`,
};

/** Not for telling kinds alone: nouns that stand for a person, a work and a group alike, by their neighbour words. */
export const TYPE_NOUNS = new Map<string, string>();
for (const [kind, nouns] of Object.entries(TABLE)) {
  for (const noun of nouns.split(/\s+/)) if (!TYPE_NOUNS.has(noun)) TYPE_NOUNS.set(noun, kind);
}
// A word of two kinds is the commoner one.
for (const [noun, kind] of [
  ['publisher', 'organization'],
  ['label', 'organization'],
  ['producer', 'person'],
  ['developer', 'organization'],
  ['language', 'other'],
  ['department', 'place'],
  ['line', 'other'],
  ['star', 'other'],
  ['record', 'other'],
  ['cup', 'event'],
  ['season', 'event'],
  ['child', 'person'],
  ['short', 'other'],
  ['mission', 'event'],
  ['unit', 'organization'],
  ['force', 'organization'],
  ['host', 'person'],
  ['model', 'other'],
  ['forward', 'person'],
  ['order', 'other'],
  ['count', 'person'],
  ['order', 'organization'],
] as const) {
  TYPE_NOUNS.set(noun, kind);
}

/** Last words of names, and the first words of names that go on with `of`. */
const ENDINGS: Record<string, string> = {
  organization: `Inc Inc. Ltd Ltd. LLC Corp Corp. Corporation Company Co. Co Limited Group Holdings GmbH AG S.A. plc PLC Industries Enterprises Bros. Brothers Records Recordings Entertainment Pictures Studios Studio Productions
Films Music Media Press Publishing Publishers Publications Books Games Interactive Software Systems Technologies Electronics Motors Airlines Airways Air Bank Insurance Foundation Trust Society Association Federation Confederation
Union Alliance League Party Movement Committee Commission Council Board Bureau Agency Authority Ministry Department Parliament Congress Senate Assembly Army Navy Force Forces Corps Regiment Brigade Battalion Division Squadron
Fleet Guard Police University College School Academy Institute Seminary Conservatory Polytechnic Orchestra Philharmonic Choir Quartet Trio Band Ensemble Club F.C. FC C.F. SC AC United Rovers Wanderers Athletic Rangers Museum
Library Gallery Hospital Church Diocese Archdiocese Order Network Channel Broadcasting Television Radio Times Post Herald Tribune Gazette Journal Magazine Newspaper News Partners Laboratories Laboratory Organization Organisation Court
Administration Guild Brewery Railways Line Lines Communications Telecom Energy Petroleum Oil Steel Chemical Pharmaceuticals Foods Stores Securities Capital Ventures Service Services Secretariat Directorate
Yankees Mets Lakers Celtics Patriots Cowboys Packers Bears Bulls Giants Dodgers Braves Cubs Eagles Steelers Raiders Canadiens Bruins Penguins Oilers Flames Senators`,
  place: `River Creek Stream Lake Lakes Sea Ocean Bay Gulf Strait Channel Mountain Mountains Mount Hill Hills Peak Range Valley Canyon Desert Forest Park Beach Cape Point Peninsula Island Islands Isle Isles Archipelago County
Parish Province State States Territory Region District Municipality Prefecture Governorate Oblast Raion Voivodeship Borough Township City Town Village Heights Falls Springs Harbor Harbour Port Airport Station Street Avenue Road
Boulevard Highway Square Bridge Tunnel Dam Canal Castle Palace Fort Fortress Tower Building House Hall Hotel Stadium Arena Theatre Theater Cathedral Abbey Monastery Temple Mosque Shrine Cemetery Garden Gardens Zoo Kingdom Empire
Republic Emirate Sultanate Principality Duchy Colony Coast Basin Plateau Plain Plains Glacier Reef Lagoon Field Ground Speedway Raceway Campus`,
  event: `War Wars Battle Siege Campaign Revolution Rebellion Uprising Revolt Massacre Olympics Games Championship Championships Cup Tournament Open Marathon Festival Summit Election Elections Referendum Treaty Accord
Agreement Crisis Earthquake Hurricane Typhoon Invasion Offensive Operation Expedition Bowl Derby Classic Exposition Expo Fair Conspiracy Holocaust Crusade Crusades Convention Coup Genocide Famine Trials Playoffs Final Finals`,
  other: `Prize Award Awards Medal Trophy Medals Honour Honor Act Code Constitution Amendment Language Religion`,
  work: `Symphony Concerto Sonata Suite Overture Requiem Trilogy Saga Chronicles Diaries Encyclopedia Dictionary Manifesto`,
};
export const NAME_ENDINGS = new Map<string, string>();
for (const [kind, words] of Object.entries(ENDINGS)) {
  for (const word of words.split(/\s+/)) NAME_ENDINGS.set(word, kind);
}

/** First words of names: `Lake Geneva`, `University of Oxford`, `Battle of Hastings`. */
const BEGINNINGS: Record<string, string> = {
  place:
    'Lake Mount Cape Fort Port River Isle Gulf Bay Kingdom Republic State County City Province Strait Sea Duchy Principality Governorate Municipality District Territory Commonwealth Borough Tower Palace Rio Río Loch',
  organization:
    'University College School Academy Institute Bank Ministry Department Church Diocese Society Association Federation Museum Library Office Bureau Radio FC AC SC Universidad Université Universität Università',
  event: 'Battle Siege Treaty Operation Hurricane Typhoon Cyclone Tropical War Wars Invasion Peace',
};
export const NAME_BEGINNINGS = new Map<string, string>();
for (const [kind, words] of Object.entries(BEGINNINGS)) {
  for (const word of words.split(/\s+/)) NAME_BEGINNINGS.set(word, kind);
}
