// Names as people typed them into an open database, made fit for a screen and a receipt.

const entities = { amp: "&", quot: '"', apos: "'", "#039": "'", lt: "<", gt: ">" };
const small = new Set(["and", "with", "in", "of", "for", "the", "a", "und", "mit", "aus", "von", "de", "du", "des", "la", "le", "les", "aux", "au", "et", "à", "en", "y", "con", "di", "al", "sans", "ohne", "without"]);

/** The name, or undefined when nothing worth showing is in it. */
export function cleanName(raw) {
  let name = raw.replace(/&([a-z#0-9]+);/gi, (_whole, entity) => entities[entity.toLowerCase()] ?? " ");
  name = name.replace(/\([^)]*\)?|\[[^\]]*\]?|["*™®©°_]/g, " ").replace(/[‘’´`]/g, "'").replace(/\s+/g, " ").trim();
  // The weight stands in its own field; what is left of it in the name would be shown twice.
  name = name.replace(/[,\s-]*\b\d+\s*x\s*\d+[.,]?\d*\s*(kg|g|gr|ml|cl|l|oz)\b\.?/gi, "").replace(/[,\s-]*\b\d+[.,]?\d*\s*(kg|g|gr|ml|cl|l|oz|fl oz|litres?|liter)\b\.?/gi, "");
  const parts = name.split(/,\s*/).filter((part) => part !== "");
  if (parts.length === 2 && parts.every((part) => part.split(" ").length <= 3)) name = `${parts[1]} ${parts[0]}`;
  name = name.replace(/\s+([,;:.!])/g, "$1").replace(/^[\s,.;:&/+-]+|[\s,.;:&/+-]+$/g, "").replace(/\s+/g, " ");
  if (name.length < 5 || name.length > 38 || !/^[\p{Script=Latin}\p{N} ,.'&%!/+-]+$/u.test(name)) return undefined;
  if (/\d{3,}|[a-z]\d|\d[a-z]{2}|(.)\1\1|\b(test|xxx|produit|product|unknown|inconnu|msc|lot|ref)\b/i.test(name)) return undefined;
  const words = name.split(" ");
  if (words.length < 2 && name.length < 7) return undefined;
  if (words.some((word) => word.length > 18)) return undefined;
  return words.map(spell).join(" ").replace(/^./u, (first) => first.toUpperCase());
}

/** SHOUTED words and words begun in lower case become ordinary ones; small words stay small. */
function spell(word) {
  const lower = word.toLowerCase();
  if (small.has(lower)) return lower;
  const base = word === word.toUpperCase() && word.length > 3 ? lower : word;
  return base.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}

const german = /[äöüß]|(?<!\p{L})(mit|und|ohne|bio|aus|natur|käse|brot|saft|milch|joghurt|schoko\p{L}*|kekse|nudeln|reis|tee|kaffee|wurst|schinken|honig|apfel|erdbeer|zitrone|kartoffel\p{L}*|sauerkraut|senf|mehl|zucker|vollkorn\p{L}*|müsli|bohnen|erbsen|linsen|soße|suppe|butterkeks|frisch\p{L}*|bier|eier|fein\p{L}*|salz|pfeffer|öl)(?!\p{L})/iu;
const otherThanEnglish = /[àâçéèêëîïôûùñáíóú]|(?<!\p{L})(de|du|des|la|le|les|aux|au|et|en|con|di|al|sans|avec|pour|vin|jus|lait|huile|fromage|poulet|porc|boeuf|pain|pommes?|sel|miel|vert|noir|blanc|rouge|saveur|sauce tomate|thon|saumon|canard|jambon|eau|fruits|petits?|chocolat|beurre|sucre|noix|filets?|pois|tarte|citron|riz|soupe|crevettes|aceite|queso|leche|chocolate con|arroz|carne|pollo|olio|pomodoro|latte|pasta di|met|zonder|kaas|melk|til|och|med|salade|pizzas|yaourts?|cuisine|vache|brebis|chèvre|glace|crème|escalope|bouillon|nature|entier|complet|moulin|cuit|cru|cuite|farine|grillé|mini)(?!\p{L})/iu;

/** "de", "en" or "other", by letters and words that give a language away. */
export function languageOf(name) {
  if (/[äöüß]/i.test(name)) return "de";
  if (otherThanEnglish.test(name)) return "other";
  return german.test(name) ? "de" : "en";
}

/** What the pack holds, when the name says it: 500 g, 1,5 kg, 33cl, 6 x 330 ml, 12 oz. */
export function readContent(raw) {
  const match = /(?:(\d{1,2})\s*x\s*)?(\d{1,4}(?:[.,]\d{1,3})?)\s*(kg|g|gr|ml|cl|l|oz)\b/i.exec(raw);
  if (match === null) return undefined;
  const value = Number(match[2].replace(",", ".")) * Number(match[1] ?? 1);
  const [factor, unit] = { kg: [1000, "g"], g: [1, "g"], gr: [1, "g"], oz: [28.35, "g"], ml: [1, "ml"], cl: [10, "ml"], l: [1000, "ml"] }[match[3].toLowerCase()];
  const amount = Math.round(value * factor);
  return amount >= 5 && amount <= 10_000 ? { amount, unit } : undefined;
}
