/** Numbers, and how time is told. */
export const NUMBERS_AND_TIME = `
@number
1: one two three
2: four five six seven eight nine ten
3: zero eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
4: thousand
5: million
6: billion

@adjective
3: sixth seventh eighth ninth tenth
4: eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth hundredth

@noun time
1: day night
2: morning bedtime birthday
3: afternoon evening today tomorrow yesterday week month year hour minute time summer winter spring autumn fall o'clock
4: second season date holiday noon midnight weekend Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December christmas easter daytime moment past age present
5: future calendar
6: century decade duration period instant era
`;
