/**
 * States, and a few lands that texts name like states: name; other names; what people and things of it are called. Facts of
 * common knowledge, written for this list. The first name is what a demonym is resolved to.
 */
const TABLE = `
Afghanistan;;Afghan
Albania;;Albanian
Algeria;;Algerian
Andorra;;Andorran
Angola;;Angolan
Argentina;;Argentine,Argentinian,Argentinean
Armenia;;Armenian
Australia;;Australian
Austria;;Austrian
Azerbaijan;;Azerbaijani
Bahamas;The Bahamas;Bahamian
Bahrain;;Bahraini
Bangladesh;;Bangladeshi
Barbados;;Barbadian
Belarus;;Belarusian
Belgium;;Belgian
Belize;;Belizean
Benin;;Beninese
Bhutan;;Bhutanese
Bolivia;;Bolivian
Bosnia and Herzegovina;Bosnia;Bosnian
Botswana;;
Brazil;;Brazilian
Brunei;;Bruneian
Bulgaria;;Bulgarian
Burkina Faso;;Burkinabe
Burma;Myanmar;Burmese
Burundi;;Burundian
Cambodia;;Cambodian
Cameroon;;Cameroonian
Canada;;Canadian
Chad;;Chadian
Chile;;Chilean
China;People's Republic of China;Chinese
Colombia;;Colombian
Costa Rica;;Costa Rican
Croatia;;Croatian,Croat
Cuba;;Cuban
Cyprus;;Cypriot
Czech Republic;Czechia;Czech
Czechoslovakia;;Czechoslovak,Czechoslovakian
Democratic Republic of the Congo;;Congolese
Denmark;;Danish
Dominican Republic;;
East Germany;German Democratic Republic;East German
Ecuador;;Ecuadorian
Egypt;;Egyptian
El Salvador;;Salvadoran
England;;English
Eritrea;;Eritrean
Estonia;;Estonian
Ethiopia;;Ethiopian
Fiji;;Fijian
Finland;;Finnish
France;;French
Gabon;;Gabonese
Gambia;The Gambia;Gambian
Germany;West Germany,Federal Republic of Germany;German,West German
Ghana;;Ghanaian
Greece;;Greek
Grenada;;Grenadian
Guatemala;;Guatemalan
Guinea;;Guinean
Guyana;;Guyanese
Haiti;;Haitian
Honduras;;Honduran
Hong Kong;;
Hungary;;Hungarian
Iceland;;Icelandic
India;;Indian
Indonesia;;Indonesian
Iran;;Iranian
Iraq;;Iraqi
Ireland;Republic of Ireland;Irish
Israel;;Israeli
Italy;;Italian
Ivory Coast;Côte d'Ivoire;Ivorian
Jamaica;;Jamaican
Japan;;Japanese
Jordan;;Jordanian
Kazakhstan;;Kazakh,Kazakhstani
Kenya;;Kenyan
Kosovo;;Kosovar
Kuwait;;Kuwaiti
Kyrgyzstan;;Kyrgyz
Laos;;Lao,Laotian
Latvia;;Latvian
Lebanon;;Lebanese
Liberia;;Liberian
Libya;;Libyan
Liechtenstein;;
Lithuania;;Lithuanian
Luxembourg;;Luxembourgish
Macedonia;North Macedonia,Republic of Macedonia;Macedonian
Madagascar;;Malagasy
Malawi;;Malawian
Malaysia;;Malaysian
Maldives;;Maldivian
Mali;;Malian
Malta;;Maltese
Mauritania;;Mauritanian
Mauritius;;Mauritian
Mexico;;Mexican
Moldova;;Moldovan
Monaco;;Monegasque
Mongolia;;Mongolian
Montenegro;;Montenegrin
Morocco;;Moroccan
Mozambique;;Mozambican
Namibia;;Namibian
Nauru;;Nauruan
Nepal;;Nepalese,Nepali
Netherlands;The Netherlands,Holland;Dutch
New Zealand;;
Nicaragua;;Nicaraguan
Niger;;Nigerien
Nigeria;;Nigerian
North Korea;;North Korean
Northern Ireland;;Northern Irish
Norway;;Norwegian
Oman;;Omani
Pakistan;;Pakistani
Palestine;;Palestinian
Panama;;Panamanian
Papua New Guinea;;
Paraguay;;Paraguayan
Peru;;Peruvian
Philippines;The Philippines;Filipino,Philippine
Poland;;Polish
Portugal;;Portuguese
Puerto Rico;;Puerto Rican
Qatar;;Qatari
Romania;;Romanian
Russia;Russian Federation;Russian
Rwanda;;Rwandan
Samoa;;Samoan
San Marino;;
Saudi Arabia;;Saudi,Saudi Arabian
Scotland;;Scottish
Senegal;;Senegalese
Serbia;;Serbian
Seychelles;;Seychellois
Sierra Leone;;Sierra Leonean
Singapore;;Singaporean
Slovakia;;Slovak,Slovakian
Slovenia;;Slovenian,Slovene
Solomon Islands;;
Somalia;;Somali
South Africa;;South African
South Korea;Republic of Korea;South Korean
South Sudan;;South Sudanese
Soviet Union;USSR,U.S.S.R.;Soviet
Spain;;Spanish
Sri Lanka;Ceylon;Sri Lankan
Sudan;;Sudanese
Suriname;;Surinamese
Swaziland;Eswatini;Swazi
Sweden;;Swedish
Switzerland;;Swiss
Syria;;Syrian
Taiwan;Republic of China;Taiwanese
Tajikistan;;Tajik
Tanzania;;Tanzanian
Thailand;;Thai
Togo;;Togolese
Tonga;;Tongan
Trinidad and Tobago;Trinidad;Trinidadian
Tunisia;;Tunisian
Turkey;;Turkish
Turkmenistan;;Turkmen
Uganda;;Ugandan
Ukraine;;Ukrainian
United Arab Emirates;UAE,U.A.E.;Emirati
United Kingdom;UK,U.K.,Great Britain,Britain,United Kingdom of Great Britain and Ireland;British
United States;US,U.S.,USA,U.S.A.,United States of America;American
Uruguay;;Uruguayan
Uzbekistan;;Uzbek
Vatican City;;
Venezuela;;Venezuelan
Vietnam;;Vietnamese
Wales;;Welsh
Yemen;;Yemeni
Yugoslavia;;Yugoslav,Yugoslavian
Zambia;;Zambian
Zimbabwe;Rhodesia;Zimbabwean
Ottoman Empire;;Ottoman
Roman Empire;;
Korea;;Korean
Greenland;;Greenlandic
!Catalonia;;Catalan
!Quebec;;Québécois
`;

/** Languages that are named otherwise than the people, or that have no state. */
const OTHER_LANGUAGES =
  'Latin,Sanskrit,Hindi,Urdu,Bengali,Tamil,Telugu,Kannada,Malayalam,Marathi,Punjabi,Gujarati,Mandarin,Cantonese,Arabic,Hebrew,Yiddish,Persian,Farsi,Pashto,Kurdish,Swahili,Afrikaans,Zulu,Xhosa,Esperanto,Gaelic,Scots,Basque,Breton,Frisian,Flemish,Tagalog,Javanese,Malay,Quechua,Guarani,Nahuatl,Inuktitut,Pemon,Sinhala,Khmer,Old English,Old Norse,Ancient Greek,Aramaic,Amharic,Hausa,Yoruba,Igbo'.split(
    ',',
  );

/** Any name of a state, and every demonym, with the state's first name. */
export const COUNTRIES = new Map<string, string>();
export const DEMONYMS = new Map<string, string>();
export const LANGUAGES = new Set<string>(OTHER_LANGUAGES);

for (const line of TABLE.trim().split('\n')) {
  const [listed = '', others = '', demonyms = ''] = line.split(';');
  // Marked lands have a people, but are no states.
  const isState = !listed.startsWith('!');
  const name = listed.replace('!', '');
  for (const each of [name, ...others.split(',')])
    if (each !== '' && isState) COUNTRIES.set(each, name);
  for (const each of demonyms.split(',')) {
    if (each === '') continue;
    DEMONYMS.set(each, name);
    LANGUAGES.add(each);
  }
}
// Peoples whose language has another name.
for (const people of 'American,British,Canadian,Australian,Austrian,Swiss,Belgian,Brazilian,Mexican,Indian,Pakistani,Israeli,Egyptian,Argentine,Cuban,Soviet,Scottish,South African,Nigerian,Chilean,Iraqi,Syrian,Moroccan'.split(
  ',',
)) {
  LANGUAGES.delete(people);
}
