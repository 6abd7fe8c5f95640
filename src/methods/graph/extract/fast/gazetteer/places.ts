import { COUNTRIES } from './countries.ts';

const split = (names: string): string[] => names.trim().split(/\s*[,\n]\s*/);

export const CONTINENTS = new Set(
  split(
    'Africa, Asia, Europe, North America, South America, Antarctica, Oceania, Central America, Latin America, Southeast Asia, Western Europe, Eastern Europe, Scandinavia',
  ),
);

/** First-level parts of federal states and well-known regions: what stands behind a comma after a town. */
export const REGIONS = new Set(
  split(`
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho, Illinois, Indiana,
Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska,
Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania,
Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming,
District of Columbia, D.C., New York State, Washington State,
Ontario, Quebec, British Columbia, Alberta, Manitoba, Saskatchewan, Nova Scotia, New Brunswick, Newfoundland, Newfoundland and Labrador,
Prince Edward Island, Yukon, Northwest Territories, Nunavut,
New South Wales, Victoria, Queensland, South Australia, Western Australia, Tasmania, Northern Territory, Australian Capital Territory,
Bavaria, Saxony, Hesse, Thuringia, Brandenburg, Saxony-Anhalt, Lower Saxony, Rhineland-Palatinate, Baden-Württemberg, Saarland,
North Rhine-Westphalia, Schleswig-Holstein, Mecklenburg-Vorpommern, Prussia, Silesia, Pomerania, Galicia, Transylvania, Moravia, Bohemia,
Normandy, Brittany, Provence, Burgundy, Aquitaine, Alsace, Lorraine, Picardy, Corsica, Île-de-France,
Lombardy, Tuscany, Piedmont, Veneto, Liguria, Umbria, Lazio, Campania, Apulia, Calabria, Sicily, Sardinia, Emilia-Romagna,
Andalusia, Aragon, Castile, Asturias, Cantabria, Extremadura, Murcia, Navarre, La Rioja, Valencia,
Kent, Essex, Sussex, Surrey, Yorkshire, Lancashire, Cornwall, Devon, Dorset, Norfolk, Suffolk, Somerset, Wiltshire, Cheshire, Cumbria,
Hampshire, Hertfordshire, Bedfordshire, Buckinghamshire, Cambridgeshire, Derbyshire, Gloucestershire, Herefordshire, Leicestershire,
Lincolnshire, Northamptonshire, Northumberland, Nottinghamshire, Oxfordshire, Rutland, Shropshire, Staffordshire, Warwickshire,
Worcestershire, Berkshire, West Midlands, Merseyside, Greater Manchester, County Durham, Aberdeenshire, Fife, Gwynedd, Powys,
Kerala, Tamil Nadu, Karnataka, Andhra Pradesh, Telangana, Maharashtra, Gujarat, Rajasthan, Punjab, Haryana, Uttar Pradesh, Bihar,
West Bengal, Odisha, Assam, Madhya Pradesh, Goa, Himachal Pradesh, Uttarakhand, Jharkhand, Chhattisgarh, Kashmir, Sindh, Balochistan,
Guangdong, Sichuan, Yunnan, Hunan, Hubei, Henan, Hebei, Shandong, Shanxi, Shaanxi, Zhejiang, Jiangsu, Fujian, Anhui, Jiangxi, Guangxi,
Liaoning, Jilin, Heilongjiang, Gansu, Guizhou, Qinghai, Hainan, Tibet, Xinjiang, Inner Mongolia, Manchuria, Hokkaido, Honshu, Kyushu, Shikoku,
Okinawa, Luzon, Mindanao, Java, Sumatra, Borneo, Sarawak, Sabah, Bali, Crimea, Siberia, Karelia, Lapland, Anatolia, Zealand, Scania,
Flanders, Wallonia, Ulster, Munster, Leinster, Connacht, Tyrol, Carinthia, Styria, Minas Gerais, Bahia, Jalisco, Chiapas, Oaxaca, Zanzibar,
New England, Midwest, Pacific Northwest, Balkans, Caucasus, Caribbean, Middle East, Polynesia, Patagonia, Holy Roman Empire, Austria-Hungary, Catalonia
`),
);

/** Towns whose name alone tells that they are towns. Those that are as often people (`Lincoln`) are left out. */
export const CITIES = new Set(
  split(`
London, Paris, Berlin, Rome, Madrid, Vienna, Prague, Warsaw, Budapest, Moscow, Saint Petersburg, St. Petersburg, Leningrad, Kiev, Kyiv, Minsk, Riga,
Vilnius, Tallinn, Helsinki, Stockholm, Oslo, Copenhagen, Reykjavik, Dublin, Belfast, Edinburgh, Glasgow, Cardiff, Manchester, Liverpool,
Birmingham, Leeds, Sheffield, Bristol, Newcastle, Nottingham, Southampton, Portsmouth, Oxford, Cambridge, York, Brighton, Amsterdam, Rotterdam,
The Hague, Utrecht, Brussels, Antwerp, Ghent, Bruges, Luxembourg City, Lyon, Marseille, Toulouse, Nice, Bordeaux, Lille, Strasbourg, Nantes,
Hamburg, Munich, Cologne, Frankfurt, Stuttgart, Düsseldorf, Dresden, Leipzig, Bonn, Bremen, Hanover, Nuremberg, Heidelberg, Göttingen, Jena, Weimar,
Zurich, Zürich, Geneva, Basel, Bern, Lausanne, Salzburg, Graz, Innsbruck, Linz, Milan, Turin, Venice, Florence, Naples, Bologna, Genoa, Palermo,
Verona, Padua, Pisa, Siena, Barcelona, Seville, Bilbao, Zaragoza, Granada, Lisbon, Porto, Athens, Thessaloniki, Sofia, Bucharest, Belgrade,
Zagreb, Ljubljana, Sarajevo, Skopje, Tirana, Bratislava, Brno, Kraków, Krakow, Gdańsk, Łódź, Poznań, Wrocław, Lviv, Odessa, Istanbul, Ankara,
Constantinople, Izmir, Tbilisi, Yerevan, Baku, Tehran, Baghdad, Damascus, Beirut, Jerusalem, Tel Aviv, Haifa, Amman, Cairo, Alexandria, Tunis,
Algiers, Casablanca, Rabat, Marrakesh, Tripoli, Khartoum, Addis Ababa, Nairobi, Mombasa, Kampala, Dar es Salaam, Lagos, Abuja, Accra, Dakar,
Johannesburg, Cape Town, Durban, Pretoria, Harare, Lusaka, Luanda, Kinshasa, Riyadh, Mecca, Medina, Dubai, Abu Dhabi, Doha, Kabul, Karachi,
Lahore, Islamabad, Delhi, New Delhi, Mumbai, Bombay, Calcutta, Kolkata, Madras, Chennai, Bangalore, Hyderabad, Pune, Ahmedabad, Jaipur, Dhaka,
Kathmandu, Colombo, Rangoon, Yangon, Bangkok, Hanoi, Saigon, Ho Chi Minh City, Phnom Penh, Vientiane, Kuala Lumpur, Jakarta, Manila, Beijing,
Shanghai, Guangzhou, Shenzhen, Nanjing, Wuhan, Chengdu, Chongqing, Tianjin, Xi'an, Hangzhou, Harbin, Taipei, Seoul, Busan, Pyongyang, Tokyo, Kyoto,
Osaka, Nagoya, Yokohama, Kobe, Hiroshima, Nagasaki, Sapporo, Fukuoka, Ulaanbaatar, Tashkent, Almaty, Sydney, Melbourne, Brisbane, Perth,
Adelaide, Canberra, Hobart, Auckland, Wellington, Christchurch, Dunedin, New York City, Los Angeles, Chicago, Houston, Philadelphia, Phoenix,
San Antonio, San Diego, Dallas, San Francisco, Austin, Seattle, Denver, Boston, Detroit, Nashville, Memphis, Portland, Las Vegas, Baltimore,
Milwaukee, Albuquerque, Tucson, Sacramento, Kansas City, Atlanta, Miami, Minneapolis, New Orleans, Cleveland, Tampa, Pittsburgh, Cincinnati,
St. Louis, Saint Louis, Buffalo, Salt Lake City, Honolulu, Anchorage, Brooklyn, Manhattan, Queens, Bronx, Hollywood, Toronto, Montreal, Vancouver,
Ottawa, Calgary, Edmonton, Winnipeg, Halifax, Quebec City, Mexico City, Guadalajara, Monterrey, Havana, Kingston, San Juan, Santo Domingo,
Port-au-Prince, Guatemala City, San José, Panama City, Bogotá, Bogota, Medellín, Caracas, Quito, Lima, La Paz, Santiago, Buenos Aires, Montevideo,
Asunción, Brasília, Rio de Janeiro, São Paulo, Salvador, Recife, Washington D.C., Washington, D.C.
`),
);

/** Whether the name alone tells that it is a place. */
export const isKnownPlace = (name: string): boolean =>
  COUNTRIES.has(name) || REGIONS.has(name) || CITIES.has(name) || CONTINENTS.has(name);

/** 3: holds states; 2: a state; 1: a region; 0: a town; undefined: not known. */
export function placeLevel(name: string): number | undefined {
  if (CONTINENTS.has(name)) return 3;
  if (COUNTRIES.has(name)) return 2;
  if (REGIONS.has(name)) return 1;
  if (CITIES.has(name)) return 0;
  return undefined;
}
