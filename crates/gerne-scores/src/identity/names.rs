//! Names of generated people: how many of 100,000 bear a frequent one, and parts of rare ones.

/// First names of Germans.
pub(super) const GIVEN_DE: &str = "Michael:1750 Thomas:1700 Andreas:1650 Peter:1300 Wolfgang:950 Klaus:1000 \
    Jürgen:900 Günter:500 Stefan:1150 Christian:1150 Uwe:800 Werner:500 Horst:300 Frank:950 Dieter:500 \
    Manfred:600 Gerhard:500 Hans:700 Bernd:650 Markus:800 Martin:950 Matthias:650 Jörg:650 Jens:600 \
    Sven:450 Dirk:450 Ralf:550 Torsten:350 Thorsten:300 Holger:300 Oliver:450 Alexander:900 Daniel:850 \
    Sebastian:650 Tobias:500 Florian:450 Jan:600 Marcel:350 Philipp:450 Dennis:350 Patrick:350 Felix:400 \
    Maximilian:300 Lukas:400 Jonas:350 Niklas:200 Leon:250 Tim:350 Kevin:250 Mehmet:110 Mustafa:100 \
    Ali:90 Piotr:60 Sergej:70 Björn:150 Lars:250 Hauke:40 Sönke:25 Malte:80 Ansgar:20 Eike:20 Ignaz:5 \
    Sabine:1300 Susanne:1050 Petra:1200 Monika:900 Ursula:750 Claudia:950 Andrea:1250 Birgit:750 \
    Karin:700 Gabriele:700 Martina:750 Anja:600 Heike:650 Ute:450 Silke:400 Nicole:750 Stefanie:700 \
    Katrin:450 Kathrin:400 Tanja:400 Sandra:600 Melanie:400 Nadine:350 Julia:800 Anna:800 Lisa:500 \
    Laura:550 Sarah:550 Lena:350 Katharina:650 Christina:450 Christine:450 Jana:250 Franziska:250 \
    Johanna:250 Sophie:250 Marie:250 Lea:250 Vanessa:180 Jasmin:180 Ayse:70 Fatma:70 Elif:40 Olga:90 \
    Swetlana:50 Agnieszka:50 Wiebke:70 Imke:40 Heidrun:70 Hannelore:250 Gisela:350 Renate:500 Inge:200 \
    Maike:120 Britta:250 Antje:200 Dörte:40 Anneliese:80 Theda:4 Jorinde:2 Undine:4";

/// Surnames of Germans.
pub(super) const SURNAMES_DE: &str = "Müller:950 Schmidt:690 Schneider:400 Fischer:350 Weber:300 Meyer:330 \
    Wagner:270 Becker:265 Schulz:260 Hoffmann:255 Schäfer:200 Koch:200 Bauer:195 Richter:190 Klein:185 \
    Wolf:170 Schröder:170 Neumann:165 Schwarz:150 Zimmermann:145 Braun:140 Krüger:140 Hofmann:135 \
    Hartmann:130 Lange:125 Schmitt:125 Werner:120 Schmitz:115 Krause:115 Meier:115 Lehmann:110 Schmid:105 \
    Schulze:100 Maier:100 Köhler:95 Herrmann:93 König:92 Walter:90 Mayer:88 Huber:87 Kaiser:85 Fuchs:84 \
    Peters:83 Lang:81 Scholz:80 Möller:79 Weiß:78 Jung:77 Hahn:76 Schubert:74 Vogel:73 Friedrich:71 \
    Keller:70 Günther:69 Frank:68 Berger:67 Winkler:66 Roth:65 Beck:64 Lorenz:63 Baumann:62 Franke:61 \
    Albrecht:60 Schuster:59 Simon:58 Ludwig:57 Böhm:56 Winter:55 Kraus:54 Martin:53 Schumacher:52 \
    Krämer:51 Vogt:50 Stein:49 Jäger:48 Otto:47 Sommer:46 Groß:45 Seidel:44 Heinrich:43 Brandt:42 Haas:41 \
    Schreiber:40 Graf:39 Schulte:38 Dietrich:37 Ziegler:36 Kuhn:35 Kühn:34 Pohl:33 Engel:33 Horn:32 \
    Busch:32 Bergmann:31 Thomas:30 Voigt:30 Sauer:29 Arnold:29 Wolff:28 Pfeiffer:28 Yılmaz:45 Kaya:25 \
    Demir:22 Nguyen:40 Nowak:25 Kowalski:18 Öztürk:17 Iwanow:8 Petersen:40 Hansen:45 Jensen:20 Carstens:9";

/// First names of the British and Americans.
pub(super) const GIVEN_EN: &str = "David:2300 John:2400 Paul:1600 James:1900 Michael:1600 Andrew:1300 \
    Robert:1200 Mark:1100 Peter:1100 Richard:1000 Stephen:800 Steven:500 William:800 Christopher:900 \
    Matthew:700 Daniel:800 Thomas:800 Simon:500 Jonathan:400 Anthony:500 Kevin:400 Ryan:300 Luke:300 \
    Joshua:300 Liam:200 Callum:150 Ewan:40 Alistair:40 Susan:1300 Margaret:800 Sarah:1200 Patricia:600 \
    Elizabeth:700 Mary:700 Linda:500 Karen:600 Julie:600 Jennifer:400 Helen:500 Nicola:400 Emma:800 \
    Laura:600 Rebecca:500 Amy:400 Hannah:400 Charlotte:400 Emily:400 Katherine:200 Catherine:300 \
    Jessica:350 Sophie:350 Olivia:200 Chloe:250 Gemma:250 Siobhan:40 Morag:10 Philippa:30 Imogen:40";

/// Surnames of the British and Americans.
pub(super) const SURNAMES_EN: &str = "Smith:1150 Jones:900 Williams:620 Taylor:550 Brown:560 Davies:400 \
    Evans:350 Wilson:380 Thomas:330 Johnson:430 Roberts:320 Robinson:300 Thompson:310 Wright:290 \
    Walker:290 White:280 Edwards:270 Hughes:270 Green:260 Hall:250 Lewis:250 Harris:250 Clarke:230 \
    Patel:250 Jackson:230 Wood:220 Turner:210 Martin:210 Cooper:200 Hill:200 Ward:190 Morris:190 \
    Moore:190 Clark:190 Lee:180 King:180 Baker:175 Harrison:170 Morgan:170 Allen:160 Scott:170 Ali:130 \
    Khan:150 Singh:120 Begum:60 Murphy:90 Kelly:100 O'Brien:60 Campbell:110 MacDonald:60 Ashworth:20";

/// Beginnings of rare surnames.
pub(super) const BEGIN: &str = "Ahl Als Bar Ber Bir Bran Brei Brock Bruch Buch Burk Dall Dar Dick Dorn Eber Ehl Eich \
    Ell Erl Fahl Feld Flei For Frei Gall Ger Gold Grau Grün Haber Hage Hart Hasel Heid Hell Hoch Holl \
    Horst Hüls Ise Kahl Kalt Kess Kirch Klep Knob Kolb Kott Kran Kreu Lam Lau Lich Lind Lohr Lür Mahl \
    Mar Mess Mind Mohr Moos Nagel Neu Nord Oster Pell Pfann Quan Rau Reh Ried Ros Rüb Sand Schab Schell \
    Schön Schwan Seel Sieg Span Stahl Stein Stock Strat Sudh Tann Tief Troll Uhl Vier Wald Wech Wes Wiel \
    Witt Wolk Zell Zim Zwick";

/// Middles of rare surnames.
pub(super) const MIDDLE: &str = "- - - - - - en er el in ig es ling ken ber ten";

/// Ends of rare surnames.
pub(super) const END: &str = "mann berg feld hofer bauer stein bach rath sen ke ner ler ski dorf haus hoff huber kamp \
    meier müller brink kötter loh horst ing er ert hardt mar wig zik ow itz eck beck horn reuter schmied \
    thal voss wald ach linger ster";

/// Words that handles are invented of.
pub(super) const THINGS: &str = "nacht eule wolke segel moos kiesel funk stern hansa bahn rad wander keks tee kaffee katze \
    hund fuchs dachs moewe deich sturm anker pixel retro vinyl bass synth garten tomate kuerbis berg gipfel \
    tal fluss kanu zelt moon river night owl fox badger coffee pixel happy crazy little big old mad sea sky \
    cloud storm runner biker rider baker maker hacker coder gamer reader writer painter walker climber north \
    south blue red green silver golden dark lucky sunny rainy stony quiet noisy";

/// Towns with the first digits of their postcodes, and how many of 100,000 live there.
pub(super) const TOWNS: &str = "Berlin:10:4400 Hamburg:20:2200 München:80:1800 Köln:50:1300 Frankfurt:60:900 Stuttgart:70:750 \
    Düsseldorf:40:750 Leipzig:04:730 Dortmund:44:710 Essen:45:700 Bremen:28:680 Dresden:01:670 Hannover:30:640 \
    Nürnberg:90:620 Kiel:24:300 Lübeck:23:260 Rostock:18:250 Freiburg:79:280 Kassel:34:240 Erfurt:99:260 \
    Flensburg:24:110 Husum:25:30 Passau:94:60 Görlitz:02:65 Emden:26:60 Marburg:35:90 Landshut:84:80";
