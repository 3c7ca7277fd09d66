// The signs that people who answer customers use, and what they are called in German and English.
import { fold } from '../../core/text.ts';

export interface Emoji {
  sign: string;
  /** Its name in each language, then more words it is found by. */
  de: string;
  en: string;
  words: string;
}

export interface EmojiGroup {
  id: 'faces' | 'hands' | 'hearts' | 'weather' | 'work' | 'signs';
  emojis: readonly Emoji[];
}

// One line each: sign, German name, English name, other words.
const LINES: Record<EmojiGroup['id'], string> = {
  faces: `
😀|grinsend|grinning|froh happy
😃|lachend|smiling with open mouth|froh happy
😄|strahlend|beaming eyes|froh lachen laugh
😁|zähne zeigend|grin|freude
😆|herzlich lachend|laughing|lol
😅|erleichtert lachend|sweat smile|puh schwitzen relief
😂|freudentränen|tears of joy|lachen lol
🤣|rollt vor lachen|rolling on the floor|lol rofl
🙂|leicht lächelnd|slight smile|freundlich friendly
😊|lächelnd|smiling|freundlich danke blush
😇|heiligenschein|halo|unschuldig innocent engel angel
😉|zwinkernd|wink|augenzwinkern
😌|erleichtert|relieved|puh
😍|herzaugen|heart eyes|verliebt love
🥰|herzchengesicht|smiling with hearts|lieb love
😘|kuss|kiss|bussi
😋|lecker|yummy|essen food
😎|sonnenbrille|sunglasses|cool
🤩|begeistert|star struck|sterne wow
🥳|feiernd|party face|party geburtstag birthday
😏|schmunzelnd|smirk|
🤔|nachdenklich|thinking|überlegen hmm
🤨|skeptisch|raised eyebrow|zweifel
😐|neutral|neutral face|
😬|verlegen|grimace|autsch ups
🙄|augenrollend|eye roll|genervt
😴|schlafend|sleeping|müde tired gute nacht
😢|weinend|crying|traurig sad
😭|heulend|sobbing|traurig sad
😔|bedrückt|pensive|traurig sad
😞|enttäuscht|disappointed|traurig sad
😕|verwirrt|confused|unsicher
😟|besorgt|worried|sorge
😮|erstaunt|surprised|oh wow
😲|verblüfft|astonished|wow
😳|errötet|flushed|peinlich
🥺|bittend|pleading|bitte please
😱|schreiend|screaming|schock angst
😡|wütend|angry|sauer
😤|schnaubend|huffing|sauer
🤯|kopf explodiert|mind blown|wow
🤗|umarmend|hugging|umarmung hug
🤝|handschlag|handshake|abgemacht deal
🤖|roboter|robot|bot
🫠|schmelzend|melting|hitze
🫣|durch die finger|peeking|
🙈|sieht nichts|see no evil|affe monkey peinlich
`,
  hands: `
👍|daumen hoch|thumbs up|gut ok ja super yes
👎|daumen runter|thumbs down|schlecht nein no
👌|in ordnung|ok hand|perfekt okay
👏|applaus|clapping|bravo klatschen
🙌|jubelnd|raising hands|hurra yay
🙏|danke, bitte|folded hands|beten thanks please
💪|stark|strong|kraft muskel muscle
👋|winkend|waving|hallo tschüss hi hello bye
✌️|frieden|victory|peace
🤞|daumen drücken|fingers crossed|glück luck
🫶|herz mit händen|heart hands|liebe love
👇|nach unten|pointing down|hier here
👆|nach oben|pointing up|
👉|nach rechts|pointing right|
👈|nach links|pointing left|
☝️|zeigefinger|index finger|hinweis
✋|halt|raised hand|stopp stop
🖐️|hand|hand|fünf five
✍️|schreibend|writing hand|notiz
🙋|meldet sich|raising hand person|frage question
🙇|verbeugt sich|bowing|entschuldigung sorry
🤷|schulterzuckend|shrug|keine ahnung
🤦|an den kopf|facepalm|
👀|augen|eyes|sehen look schauen
`,
  hearts: `
❤️|rotes herz|red heart|liebe love
🧡|oranges herz|orange heart|liebe
💛|gelbes herz|yellow heart|liebe
💚|grünes herz|green heart|liebe
💙|blaues herz|blue heart|liebe
💜|lila herz|purple heart|liebe
🖤|schwarzes herz|black heart|
🤍|weißes herz|white heart|
💖|funkelndes herz|sparkling heart|
💔|gebrochenes herz|broken heart|traurig sad
✨|funken|sparkles|glitzer neu new
⭐|stern|star|
🌟|leuchtender stern|glowing star|
🎉|konfetti|party popper|feier party glückwunsch congratulations
🎊|konfettikugel|confetti ball|feier
🎁|geschenk|gift|present
🎂|geburtstagstorte|birthday cake|kuchen
🏆|pokal|trophy|gewonnen
🥇|goldmedaille|gold medal|erster first
🍀|kleeblatt|four leaf clover|glück luck
🌹|rose|rose|blume flower
🌻|sonnenblume|sunflower|blume flower
💐|blumenstrauß|bouquet|blumen flowers
🔥|feuer|fire|heiß hot
💯|hundert|hundred|perfekt
🚀|rakete|rocket|start schnell
`,
  weather: `
☀️|sonne|sun|wetter
🌤️|sonne mit wolke|sun behind cloud|wetter
☁️|wolke|cloud|wetter
🌧️|regen|rain|wetter
⛈️|gewitter|thunderstorm|sturm
⚡|blitz|lightning|strom power
❄️|schnee|snow|kalt winter
🌈|regenbogen|rainbow|
🌙|mond|moon|nacht night
🌍|erde|earth|welt world
☕|kaffee|coffee|pause
🍕|pizza|pizza|essen food
🍰|kuchen|cake|
🏠|haus|house|zuhause home umzug
🚗|auto|car|
🚲|fahrrad|bicycle|rad bike
🚆|zug|train|bahn
✈️|flugzeug|plane|reise travel
`,
  work: `
📞|telefon|telephone|anruf call
📱|handy|mobile phone|smartphone
💻|laptop|laptop|computer
🖥️|bildschirm|desktop|computer
📡|antenne|antenna|netz signal empfang
📶|empfang|signal bars|netz wlan wifi
🛜|wlan|wireless|wifi internet
🔌|stecker|plug|strom power
🔋|akku|battery|
🔧|schraubenschlüssel|wrench|reparatur techniker repair
🛠️|werkzeug|tools|reparatur repair
⚙️|zahnrad|gear|einstellungen settings
🔑|schlüssel|key|passwort
🔒|schloss|locked|sicher privat secure
🔓|offenes schloss|unlocked|
🔍|lupe|magnifying glass|suche search
📧|e-mail|e-mail|post mail
✉️|brief|envelope|post mail
📨|eingehende nachricht|incoming envelope|
📦|paket|package|lieferung parcel delivery
🚚|lieferwagen|delivery truck|lieferung
📄|dokument|document|seite
🧾|rechnung|receipt|beleg invoice
💳|karte|credit card|zahlung payment
💶|euro|euro|geld money
📅|kalender|calendar|termin date
⏰|wecker|alarm clock|zeit
⏳|sanduhr|hourglass|warten wait
🕐|uhr|clock|zeit time
📍|stecknadel|pin|ort place
📎|büroklammer|paperclip|anhang
📝|notiz|memo|schreiben
📷|kamera|camera|foto photo
📸|foto|camera flash|bild screenshot
🔗|link|link|adresse
💡|idee|light bulb|tipp hint
📣|megafon|megaphone|ankündigung
📈|steigend|chart up|
🎧|kopfhörer|headphones|service
`,
  signs: `
✅|erledigt|check mark|ja haken done yes
☑️|angekreuzt|checkbox|haken
❌|kreuz|cross|nein falsch no
❗|ausrufezeichen|exclamation|wichtig
❓|fragezeichen|question|frage
⚠️|warnung|warning|achtung
ℹ️|information|information|info
🆕|neu|new|
🆗|ok|ok|
🔴|roter punkt|red circle|störung
🟠|oranger punkt|orange circle|
🟡|gelber punkt|yellow circle|
🟢|grüner punkt|green circle|läuft ok
🔵|blauer punkt|blue circle|
➡️|pfeil rechts|right arrow|weiter
⬇️|pfeil runter|down arrow|
⬆️|pfeil hoch|up arrow|
🔄|neu laden|reload|neustart restart
♻️|wiederverwerten|recycle|
1️⃣|eins|one|schritt step
2️⃣|zwei|two|schritt step
3️⃣|drei|three|schritt step
4️⃣|vier|four|schritt step
5️⃣|fünf|five|schritt step
`,
};

export const GROUPS: readonly EmojiGroup[] = Object.entries(LINES).map(([id, lines]) => ({
  id: id as EmojiGroup['id'],
  emojis: lines
    .trim()
    .split('\n')
    .map((line) => {
      const [sign = '', de = '', en = '', words = ''] = line.split('|');
      return { sign, de, en, words };
    }),
}));

/** Those whose names hold every word, the ones whose name begins so first. */
export function findEmojis(text: string): Emoji[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const all = GROUPS.flatMap((group) => group.emojis);
  if (!words.length) return all;
  const hits = all.filter((each) => {
    const hay = fold(`${each.de} ${each.en} ${each.words}`);
    return words.every((word) => hay.includes(word));
  });
  const begins = (each: Emoji): boolean =>
    [each.de, each.en].some((name) => fold(name).startsWith(words[0] ?? ''));
  return [...hits.filter(begins), ...hits.filter((each) => !begins(each))];
}
