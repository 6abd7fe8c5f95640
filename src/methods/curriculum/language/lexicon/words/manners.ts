/** Adverbs of place, time and way. */
export const MANNERS = `
@adverb
2: fast outside inside home today
3: upstairs downstairs tonight tomorrow yesterday slowly quickly left right forward backward backwards straight apart anywhere everywhere somewhere nowhere high low alone forwards sideways clockwise
4: carefully quietly loudly softly gently gladly happily sadly safely badly early late daily easily nicely kindly bravely angrily hard indoors outdoors ahead aloud alike
5: secretly accidentally honestly politely rudely properly wrongly rightly falsely fairly unfairly correctly openly nervously proudly eagerly patiently actually mostly mainly hardly clearly afterwards meanwhile anyway
6: abroad purposely accordingly additionally alternatively consequently directly equally generally initially logically furthermore moreover namely nevertheless originally partly previously randomly separately similarly specifically subsequently altogether
`;
