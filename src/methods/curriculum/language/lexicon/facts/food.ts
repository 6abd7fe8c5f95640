/** Facts about food and drink; see parse-facts.ts for the form. */
export const FOOD_FACTS = `
apple 2 2 | on-trees is-sweet ?is-baked ?is-sour | seed skin stem | eat
banana 2 2 | is-sweet ?on-trees | peel | eat | yellow
orange 2 2 | on-trees is-sweet ?is-sour | peel seed | eat | orange
grape 1 1 | is-sweet ?is-sour | skin seed | eat
pear 2 2 | on-trees is-sweet | seed skin stem | eat
peach 2 2 | on-trees is-sweet one-stone | skin stone | eat
cherry 1 1 | on-trees is-sweet one-stone ?is-sour | skin stone stem | eat | red
lemon 2 2 | on-trees is-sour | peel seed | eat | yellow
strawberry 1 1 | is-sweet | seed leaf | eat | red
plum 2 1 | on-trees is-sweet one-stone ?is-sour | skin stone | eat
melon 3 3 | is-sweet | seed skin | eat
watermelon 3 4 | is-sweet | seed skin | eat
pineapple 3 3 | is-sweet ?is-sour | skin leaf | eat
coconut 2 2 | on-trees ?is-sweet ?one-stone | shell | eat
blueberry 1 1 | is-sweet ?is-sour | skin | eat | blue
raspberry 1 1 | is-sweet ?is-sour | seed | eat | red
raisin 1 1 | is-sweet | skin | eat
lime 2 1 | on-trees is-sour | peel | eat | green
mango 2 2 | on-trees is-sweet one-stone | skin stone | eat
carrot 2 1 | under-ground ?is-sweet | leaf | eat | orange
pea 1 1 | ?is-sweet | skin | eat | green
bean 1 1 | | skin | eat
potato 2 2 | under-ground ?is-baked | skin | eat
tomato 2 2 | ?is-sweet ?is-sour | seed skin | eat | red
pumpkin 3 4 | ?is-sweet ?is-baked | seed skin stem | eat | orange
onion 2 2 | ?under-ground ?is-sweet | skin | eat
cabbage 3 3 | | leaf | eat
lettuce 3 2 | | leaf | eat | green
cucumber 2 2 | | skin seed | eat | green
radish 1 1 | under-ground | skin leaf | eat
spinach 2 1 | | leaf | eat | green
bread 3 2 | is-baked | crust | eat
egg 2 1 | from-animals ?is-baked | shell yolk | eat
cheese 2 2 | from-animals | | eat | yellow
butter 2 2 | from-animals | | eat | yellow
honey 2 2 | is-sweet from-animals | | eat
sugar 1 1 | is-sweet | | eat | white
salt 1 1 | | | eat | white
rice 1 1 | | | eat
meat 2 2 | from-animals ?is-baked | | eat
sausage 2 1 | from-animals | skin | eat
ham 2 2 | from-animals ?is-baked | | eat
bacon 2 1 | from-animals | | eat
pizza 3 2 | is-baked ?from-animals | crust | eat
toast 2 1 | ?is-baked | crust | eat
bun 2 1 | is-baked ?is-sweet | crust | eat
jam 2 2 | is-sweet | | eat
flour 1 1 | | | bake | white
milk 2 2 | from-animals ?is-sweet | | drink | white
juice 2 2 | is-sweet ?is-sour | | drink
water 2 2 | | | drink
tea 2 2 | ?is-sweet | | drink
coffee 2 2 | ?is-sweet | | drink
lemonade 2 2 | is-sweet ?is-sour | | drink
cookie 2 1 | is-sweet is-baked | | eat
cake 3 2 | is-sweet is-baked | | eat
pie 3 2 | is-baked ?is-sweet | crust | eat
candy 1 1 | is-sweet ?is-sour | | eat
chocolate 2 1 | is-sweet | | eat | brown
cupcake 2 1 | is-sweet is-baked | | eat
muffin 2 1 | is-baked ?is-sweet | | eat
lollipop 2 1 | is-sweet ?is-sour | stick | lick
doughnut 2 1 | is-sweet ?is-baked | hole | eat
pancake 2 1 | ?is-sweet ?is-baked | | eat
`;
