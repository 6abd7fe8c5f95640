/**
 * Relations of Re-DocRED (Wikidata properties) that questions ask for: the label, which the graph knows, and how a question
 * names an object by its subject and a subject by its object, mostly in other words. Relations of mere containment in time
 * or kind are left out.
 */
export const RELATIONS: Record<string, { label: string; forward: string; backward: string }> =
  Object.fromEntries(
    `
P131|located in the administrative territorial entity|the district or region that {x} lies in|the place within {x}
P27|country of citizenship|the nation that {x} is a citizen of|the citizen of {x}
P150|contains administrative territorial entity|the district within {x}|the region that {x} is a district of
P800|notable work|the best-known work of {x}|the maker of {x}
P527|has part|the part of {x}|the whole that {x} belongs to
P361|part of|the larger whole that {x} belongs to|the part of {x}
P175|performer|the artist who performed {x}|the recording by {x}
P1344|participant in|the event that {x} took part in|the participant in {x}
P710|participant|the one who took part in {x}|the event that {x} took part in
P463|member of|the group that {x} is a member of|the member of {x}
P1001|applies to jurisdiction|the territory that {x} governs|the body that governs {x}
P495|country of origin|the nation that {x} comes from|the work that comes from {x}
P161|cast member|the actor who appeared in {x}|the film with {x} in its cast
P264|record label|the company that released the records of {x}|the release of {x}
P206|located in or next to body of water|the water beside which {x} lies|the place beside {x}
P1441|present in work|the work in which {x} appears|the figure who appears in {x}
P3373|sibling|the brother or sister of {x}|the brother or sister of {x}
P607|conflict|the war in which {x} fought|the one who fought in {x}
P127|owned by|the owner of {x}|the property of {x}
P40|child|the son or daughter of {x}|the parent of {x}
P19|place of birth|the place where {x} was born|the person born in {x}
P706|located on terrain feature|the landform that {x} stands on|the place on {x}
P140|religion|the faith of {x}|the follower of {x}
P26|spouse|the husband or wife of {x}|the husband or wife of {x}
P178|developer|the maker of {x}|the product made by {x}
P50|author|the writer of {x}|the book written by {x}
P156|followed by|what came after {x}|what came before {x}
P155|follows|what came before {x}|what came after {x}
P170|creator|the one who created {x}|the creation of {x}
P674|characters|the character in {x}|the work with the character {x}
P276|location|the place where {x} is or was held|what is or was held at {x}
P54|member of sports team|the club that {x} played for|the player of {x}
P69|educated at|the school where {x} studied|the student of {x}
P749|parent organization|the organisation above {x}|the branch of {x}
P355|subsidiary|the firm that {x} controls|the firm that controls {x}
P22|father|the father of {x}|the child of {x}
P6|head of government|the leader of the government of {x}|the government led by {x}
P86|composer|the one who wrote the music of {x}|the music written by {x}
P108|employer|where {x} worked|the employee of {x}
P176|manufacturer|the company that built {x}|the product built by {x}
P205|basin country|the nation through which {x} runs|the water that runs through {x}
P1412|languages spoken, written or signed|the tongue that {x} speaks|the speaker of {x}
P403|mouth of the watercourse|the water into which {x} flows|the river that flows into {x}
P57|director|the film-maker who directed {x}|the film directed by {x}
P35|head of state|the president or monarch of {x}|the nation headed by {x}
P166|award received|the prize that {x} won|the winner of {x}
P37|official language|the state tongue of {x}|the nation with the state tongue {x}
P194|legislative body|the parliament of {x}|the territory whose parliament is {x}
P118|league|the competition in which {x} plays|the team that plays in {x}
P162|producer|the one who produced {x}|the production of {x}
P102|member of political party|the party of {x}|the politician of {x}
P937|work location|the city where {x} worked|the one who worked in {x}
P137|operator|the one who runs {x}|what is run by {x}
P241|military branch|the force in which {x} served|the soldier of {x}
P172|ethnic group|the people to whom {x} belongs|the one who belongs to {x}
P400|platform|the machine on which {x} runs|the game that runs on {x}
P159|headquarters location|the city where {x} has its main office|the firm with its main office in {x}
P449|original network|the channel that first showed {x}|the programme first shown by {x}
P20|place of death|the place where {x} died|the one who died in {x}
P123|publisher|the house that brought out {x}|what was brought out by {x}
P488|chairperson|the head of {x}|what is headed by {x}
P272|production company|the studio behind {x}|the film of the studio {x}
P112|founded by|the founder of {x}|what was founded by {x}
P1376|capital of|what {x} is the chief city of|the chief city of {x}
P36|capital|the chief city of {x}|what {x} is the chief city of
P58|screenwriter|the writer of the script of {x}|the film whose script is by {x}
P25|mother|the mother of {x}|the child of {x}
P179|series|the series that {x} belongs to|the member of the series {x}
P740|location of formation|the place where {x} was formed|the group formed in {x}
P676|lyrics by|the one who wrote the words of {x}|the song with words by {x}
P551|residence|the home of {x}|the resident of {x}
P136|genre|the kind of art of {x}|what is of the kind {x}
`
      .trim()
      .split('\n')
      .map((line) => {
        const [id, label, forward, backward] = line.split('|') as [string, string, string, string];
        return [id, { label, forward, backward }];
      }),
  );
