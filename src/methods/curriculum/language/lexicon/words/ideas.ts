/** Things that cannot be touched. */
export const IDEAS = `
@noun idea
4: clothing~ tableware~ nature~ instrument
1: name colour color
2: song noise word
3: number sound question answer size rule speed job kind sort help~ fun~ lot dream music~ step plan wish bit mistake
4: amount art~ beginning chance choice count cost difference distance error example fact fault fight film habit health~ height hope hunger~ hurry idea joke language law length lesson luck~ mark meaning mess mind model news~ noun verb adverb adjective order pain power price problem reason report result riddle score sense sentence sight smell subject surprise taste test trip trouble truth use view visit voice vowel weight work~ syllable sum title topic total rhyme command clue consonant plural
5: accident advice~ anger~ argument attention~ behavior~ behaviour~ belief blame~ care~ cause comfort~ courage~ danger decision desire doubt emotion evidence~ excuse experience fairness~ favour favor fear feeling friendship gossip guess guilt~ honesty~ information~ insult intention interest jealousy~ joy kindness~ knowledge~ lie loss memory mood need peace~ permission~ pride~ promise proof purpose regret relief~ respect~ reward right sadness~ shame~ share thought trust~ victory warning witness wrong deal duty event action effort goal
6: width rhythm depth agreement announcement crime disappointment effect envy~ gratitude~ judgment opinion punishment reaction responsibility rumor rumour situation suggestion ability absence advantage analogy analysis(analyses) approach aspect assumption average axiom balance base basis capacity category change claim code combination comparison concept conclusion condition conjunction consequence constant contradiction conversation contrast correlation data~ debt definition degree demand density description detail diagram digit discovery domain energy~ equation estimate evaluation exception experiment explanation expression factor feature force form formula frequency function hypothesis(hypotheses) implication income increase inference input instance instruction interval judgement level limit logic~ majority mass maximum mean measurement median method minimum minority motion multiple negation operation operator option outcome output parameter percent percentage perimeter phase possibility position prediction premise pressure principle probability procedure process product profit program property proportion quality quantity range rank rate ratio relation relationship remainder reply requirement rotation sequence series(series) set similarity solution standard statement status strategy structure subset supply symbol symmetry system task technique tendency term theory trial unit value variable variation velocity version volume
@noun part
3: inch pound mile
4: meter metre ton gallon dollar cent
6: gram kilogram kilometer kilometre centimeter centimetre litre liter volt
`;
