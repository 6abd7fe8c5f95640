/** What is eaten, drunk and worn. */
export const FOOD_AND_CLOTHES = `
@noun food
1: food~ bread~ egg cheese~ cracker
2: meat~ rice~ soup~ butter~ toast~ sandwich pizza noodle cereal~
3: sugar~ salt~ honey~ nut
4: flour~ sauce~ pepper~ jam~ dough~ bun sausage ham~ bacon~ burger hay~ beef~ roll salad spaghetti~ oil~ yogurt~
5: pasta~
6: stew mustard~ omelette protein~
@noun fruit
1: apple banana orange
2: grape
3: pear berry peach cherry lemon fruit strawberry(strawberries)
4: plum melon pineapple raisin coconut blueberry raspberry watermelon
5: fig lime
6: apricot mango
@noun vegetable
2: carrot pea bean corn~ potato(potatoes)
3: tomato(tomatoes) pumpkin
4: onion cabbage lettuce~ vegetable cucumber spinach~ radish
6: celery~ garlic~ broccoli~
@noun drink
1: milk~ juice~ water~
3: tea~ coffee~
4: lemonade~ cocoa~ cream~
5: drink soda~ wine~ beer~
@noun sweet
1: cookie cake
2: candy pie
3: pancake pudding
4: chocolate~ doughnut cupcake lollipop muffin biscuit tart jelly~

@noun clothing
1: shoe hat sock coat
2: shirt pants! dress boot jacket diaper mitten pajamas!
3: glove cap skirt belt sweater scarf(scarves) clothes! jeans! apron
4: suit shorts! slipper sandal vest robe tie trousers! costume crown mask cloak
5: uniform helmet stocking
6: wig veil blouse garment

@noun clothing
3: ring
4: necklace bracelet bead ribbon
6: jewel jewelry~
`;
