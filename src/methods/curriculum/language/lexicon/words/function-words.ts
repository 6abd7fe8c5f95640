/** Function words, each at the band whose stage has their grammar. */
export const FUNCTION_WORDS = `
@pronoun
1: I me you it he she they them mine ones
2: we us him her his hers yours theirs ours one something
3: others yourselves myself yourself himself herself itself themselves nothing everything someone everyone anything nobody
4: somebody anybody anyone everybody ourselves each none
5: another whoever
6: oneself whatever whichever

@determiner
1: a an the this that these those my your no more all its many(more,most)
2: her his our their some much(more,most) other same any
3: every both few(fewer,fewest) most own such
4: each either neither several half less least another enough
6: whichever

@preposition
1: in on up down to of with at by off
2: for under out over from into onto near inside outside around
3: behind between beside above below through across after before along against about like next beneath toward towards past
4: without among during until underneath beyond except than as since
5: instead upon
6: per despite within via

@conjunction
2: and or
3: but then so than
4: because if when while that as until before after though
5: whether although
6: unless therefore thus hence whereas provided otherwise however since

@question
1: what where which who how
2: when why whose
5: whom

@auxiliary
1: is are am do does can not
2: be did has have was were will been being having cannot
3: had could must may
4: would should might
5: shall ought

@interjection
1: hi hello bye yes no okay oh please thanks ouch yay
2: goodbye hey wow
3: hurray oops
4: ah

@adverb
1: not here there again now away back
2: too very up down out off in on together yes no so
3: then just only also still ago soon later always never once twice first last next well(better,best) almost
4: already ever even yet maybe perhaps often sometimes instead however rather quite else far(farther,farthest)
5: exactly probably nearly finally suddenly usually really certainly especially simply truly
6: therefore hence thus otherwise necessarily possibly respectively approximately
`;
