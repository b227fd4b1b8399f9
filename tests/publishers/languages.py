"""What publishers of thirty-odd languages print: a report, its writers, and the small words around them. All of it made up by us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language of pages. code: as `lang` has it. by: what stands before names. joined: between two. desk: who signs where nobody does.

    more, signup, share, comments: labels of boxes that are not the article's. role: a reporter's.
    """

    code: str
    by: str
    joined: str
    desk: str
    role: str
    more: str
    signup: str
    share: str
    comments: str
    names: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]


def language(table: str) -> Language:
    """Lines of a table: small words, labels, names, title, paragraphs."""
    small, labels, names, title, *paragraphs = table.strip().splitlines()
    code, by, joined, desk, role = (part.strip() for part in small.split("|"))
    more, signup, share, comments = (part.strip() for part in labels.split("|"))
    return Language(
        code, by, f" {joined} ", desk, role, more, signup, share, comments,
        tuple(name.strip() for name in names.split("|")), title, tuple(paragraphs),
    )  # fmt: skip


TABLES = """
en-GB | By | and | Gazette staff | Senior Reporter
Read more | Sign up to our daily newsletter and get the best stories in your inbox. | Share this article | Comments
Jane O'Connor | J. R. Whitfield | Mary-Ann St. John | Robert Hale Jr.
Harbour bridge to stay shut until spring as repair bill doubles
The old harbour bridge will stay closed until the spring, the city council said on Monday, after engineers found rust in its main cables.
Shopkeepers on the quay fear for the Christmas trade. "We have lost half of our customers since the summer," said the owner of a bakery.
The repairs were to cost four million pounds. The council now expects at least eight, and has asked the government for help with the bill.
Ferries will run every ten minutes from six in the morning, and the fare will be the same as on the city's buses.

de-DE | Von | und | Redaktion | Redakteurin
Lesen Sie auch | Jetzt unseren Newsletter abonnieren und keine Nachricht mehr verpassen. | Artikel teilen | Kommentare
Hans-Peter Müller | Jürgen von der Heide | Katharina Groß-Lehmann | Özlem Kaya
Stadtrat streitet bis in die Nacht über die alte Brücke
Der Stadtrat hat am Montag bis in die Nacht über die Zukunft der alten Brücke gestritten, ohne zu einem Ergebnis zu kommen.
Die Händler am Ufer fürchten um ihr Geschäft. „Uns fehlt seit dem Sommer die Hälfte der Kunden“, sagte der Besitzer einer Bäckerei.
Die Sanierung sollte vier Millionen Euro kosten. Inzwischen rechnet die Verwaltung mit mindestens acht und hofft auf Hilfe vom Land.
Die Fähren fahren künftig alle zehn Minuten, und die Fahrt kostet so viel wie eine Fahrt mit dem Bus.

fr-FR | Par | et | La rédaction | Journaliste
À lire aussi | Inscrivez-vous à notre newsletter pour recevoir chaque matin l’essentiel de l’actualité. | Partager l’article | Commentaires
Jean-Baptiste Le Goff | Hélène d'Ormesson | François de La Tour | Aïcha Benali
Le vieux pont du port restera fermé jusqu’au printemps
Le vieux pont du port restera fermé jusqu’au printemps, a annoncé lundi la mairie, après la découverte de rouille sur ses câbles.
Les commerçants du quai s’inquiètent. « Nous avons perdu la moitié de nos clients depuis l’été », raconte la patronne d’une boulangerie.
Les travaux devaient coûter quatre millions d’euros. La ville en attend désormais au moins huit et demande l’aide de la région.
Des bacs partiront toutes les dix minutes dès six heures du matin, au prix d’un ticket de bus.

es-ES | Por | y | Redacción | Periodista
Te puede interesar | Suscríbete a nuestra newsletter y recibe cada mañana las noticias del día. | Compartir | Comentarios
María José Núñez | Íñigo de la Peña | Juan Ortega y Gasset | Lucía Ibáñez
El viejo puente del puerto seguirá cerrado hasta la primavera
El viejo puente del puerto seguirá cerrado hasta la primavera, informó el lunes el ayuntamiento, tras hallarse óxido en sus cables.
Los comerciantes temen por la Navidad. «Hemos perdido la mitad de los clientes desde el verano», cuenta la dueña de una panadería.
Las obras iban a costar cuatro millones de euros. El consistorio calcula ahora al menos ocho y ha pedido ayuda al Gobierno.
Los transbordadores saldrán cada diez minutos desde las seis de la mañana y costarán lo mismo que el autobús.

it-IT | di | e | Redazione | Giornalista
Leggi anche | Iscriviti alla newsletter per ricevere ogni mattina le notizie più importanti. | Condividi | Commenti
Niccolò D'Amico | Maria Grazia De Luca | Giovanni Lo Presti | Chiara Dell'Acqua
Il vecchio ponte del porto resterà chiuso fino a primavera
Il vecchio ponte del porto resterà chiuso fino a primavera, ha annunciato lunedì il Comune, dopo la scoperta di ruggine sui cavi.
I negozianti temono per il Natale. «Dall'estate abbiamo perso metà dei clienti», racconta la titolare di un panificio.
I lavori dovevano costare quattro milioni di euro. Ora il Comune ne prevede almeno otto e chiede aiuto alla Regione.
I traghetti partiranno ogni dieci minuti dalle sei del mattino e costeranno quanto l'autobus.

pt-BR | Por | e | Redação | Repórter
Leia também | Assine a nossa newsletter e receba as principais notícias do dia. | Compartilhe | Comentários
João Paulo dos Santos | Conceição Araújo | Luís Inácio de Sá | Thaís Gonçalves
Ponte velha do porto ficará fechada até a primavera
A ponte velha do porto ficará fechada até a primavera, informou a prefeitura nesta segunda-feira, depois que foi achada ferrugem nos cabos.
Os comerciantes temem pelo Natal. "Perdemos metade dos fregueses desde o verão", conta a dona de uma padaria.
A obra custaria quatro milhões de reais. A prefeitura agora espera gastar ao menos oito e pediu ajuda ao governo.
As balsas sairão a cada dez minutos a partir das seis da manhã e custarão o mesmo que o ônibus.

nl-NL | Door | en | Onze redactie | Verslaggever
Lees ook | Schrijf je in voor onze nieuwsbrief en ontvang elke ochtend het belangrijkste nieuws. | Deel dit artikel | Reacties
Jan van den Berg | Sanne de Wit | Pieter-Jan 't Hart | Fatima el Idrissi
Oude havenbrug blijft dicht tot het voorjaar
De oude havenbrug blijft tot het voorjaar dicht, meldde de gemeente maandag, nadat er roest in de kabels was gevonden.
Winkeliers op de kade vrezen voor de kerst. "We zijn sinds de zomer de helft van de klanten kwijt", zegt een bakker.
De reparatie zou vier miljoen euro kosten. De gemeente rekent nu op minstens acht en vraagt het Rijk om hulp.
De pont vaart vanaf zes uur elke tien minuten en kost evenveel als de bus.

sv-SE | Av | och | Redaktionen | Reporter
Läs också | Anmäl dig till vårt nyhetsbrev och få de viktigaste nyheterna varje morgon. | Dela artikeln | Kommentarer
Åsa Lindström | Karl-Erik Öberg | Gösta af Ekenstam | Linnéa Sjögren
Gamla hamnbron stängd till våren när notan fördubblas
Den gamla hamnbron hålls stängd till våren, meddelade kommunen på måndagen, sedan rost hittats i de bärande kablarna.
Handlarna på kajen är oroliga. ”Vi har tappat hälften av kunderna sedan i somras”, säger ägaren till ett bageri.
Arbetet skulle kosta fyrtio miljoner kronor. Nu räknar kommunen med minst åttio och ber staten om hjälp.
Färjorna går var tionde minut från klockan sex, och biljetten kostar lika mycket som bussen.

no-NO | Av | og | Redaksjonen | Journalist
Les også | Meld deg på nyhetsbrevet vårt og få de viktigste sakene hver morgen. | Del saken | Kommentarer
Bjørn Ødegård | Siri Haugland Næss | Pål Kvåle | Ingrid Aasen
Den gamle havnebrua blir stengt til våren
Den gamle havnebrua blir stengt til våren, opplyste kommunen mandag, etter at det ble funnet rust i kablene.
Butikkene på kaia er bekymret. – Vi har mistet halvparten av kundene siden i sommer, sier eieren av et bakeri.
Arbeidet skulle koste førti millioner kroner. Nå regner kommunen med minst åtti og ber staten om hjelp.
Fergene går hvert tiende minutt fra klokken seks, og billetten koster det samme som bussen.

da-DK | Af | og | Redaktionen | Journalist
Læs også | Tilmeld dig vores nyhedsbrev og få de vigtigste nyheder hver morgen. | Del artiklen | Kommentarer
Søren Kjærgaard | Mette Holm Østergaard | Niels Åge Brandt | Freja Bøgh
Den gamle havnebro holder lukket til foråret
Den gamle havnebro holder lukket til foråret, oplyste kommunen mandag, efter at der blev fundet rust i kablerne.
Butikkerne på kajen er bekymrede. »Vi har mistet halvdelen af kunderne siden sommer«, siger ejeren af et bageri.
Arbejdet skulle koste fyrre millioner kroner. Nu regner kommunen med mindst firs og beder staten om hjælp.
Færgerne sejler hvert tiende minut fra klokken seks, og billetten koster det samme som bussen.

fi-FI | Teksti: | ja | Toimitus | Toimittaja
Lue myös | Tilaa uutiskirje ja saat tärkeimmät uutiset joka aamu sähköpostiisi. | Jaa artikkeli | Kommentit
Väinö Mäkelä | Päivi Hämäläinen-Koski | Jyrki Niemelä | Sanna Yli-Rantala
Vanha satamasilta pysyy suljettuna kevääseen asti
Vanha satamasilta pysyy suljettuna kevääseen asti, kaupunki kertoi maanantaina, kun vaijereista löytyi ruostetta.
Laiturin kauppiaat ovat huolissaan. ”Puolet asiakkaista on kadonnut kesän jälkeen”, sanoo leipomon omistaja.
Korjauksen piti maksaa neljä miljoonaa euroa. Nyt kaupunki odottaa vähintään kahdeksaa ja pyytää valtiolta apua.
Lautat kulkevat kymmenen minuutin välein aamukuudesta alkaen, ja lippu maksaa saman verran kuin bussissa.

pl-PL | Autor: | i | Redakcja | Dziennikarz
Czytaj także | Zapisz się do newslettera i otrzymuj najważniejsze wiadomości każdego ranka. | Udostępnij | Komentarze
Łukasz Wiśniewski | Małgorzata Kowalska-Nowak | Żaneta Ścibor | Krzysztof Dąb
Stary most portowy zamknięty do wiosny
Stary most portowy pozostanie zamknięty do wiosny, poinformował w poniedziałek magistrat, gdy w linach znaleziono rdzę.
Kupcy z nabrzeża boją się o święta. „Od lata straciliśmy połowę klientów”, mówi właścicielka piekarni.
Remont miał kosztować cztery miliony złotych. Teraz miasto liczy się z co najmniej ośmioma i prosi rząd o pomoc.
Promy będą kursować co dziesięć minut od szóstej rano, a bilet będzie kosztował tyle co w autobusie.

cs-CZ | Autor: | a | Redakce | Redaktor
Čtěte také | Přihlaste se k odběru newsletteru a dostávejte nejdůležitější zprávy každé ráno. | Sdílet článek | Komentáře
Jiří Dvořák | Kateřina Nováková | Zdeněk Šťastný | Ludmila Říhová
Starý přístavní most zůstane zavřený do jara
Starý přístavní most zůstane zavřený až do jara, oznámila v pondělí radnice, poté co se v lanech našla rez.
Obchodníci na nábřeží mají strach o Vánoce. „Od léta nám chybí polovina zákazníků,“ říká majitelka pekárny.
Oprava měla stát čtyři miliony korun. Teď město počítá nejméně s osmi a žádá stát o pomoc.
Přívozy pojedou každých deset minut od šesti ráno a lístek bude stát stejně jako v autobuse.

hu-HU | Szerző: | és | Szerkesztőség | Újságíró
Kapcsolódó cikkek | Iratkozzon fel hírlevelünkre, és minden reggel elküldjük a legfontosabb híreket. | Megosztás | Hozzászólások
Kovács Ágnes | Szabó-Tóth Gergő | Nagy Béla | Őri Zsófia
Tavaszig zárva marad a régi kikötői híd
Tavaszig zárva marad a régi kikötői híd, közölte hétfőn az önkormányzat, miután rozsdát találtak a tartókábelekben.
A rakparti kereskedők féltik a karácsonyt. „Nyár óta elveszítettük a vevők felét” – mondja egy pékség tulajdonosa.
A felújítás négymillió euróba került volna. A város most legalább nyolccal számol, és a kormánytól kér segítséget.
A kompok reggel hattól tízpercenként indulnak, a jegy annyiba kerül, mint a buszon.

ro-RO | de | și | Redacția | Reporter
Citește și | Abonează-te la newsletter și primești în fiecare dimineață cele mai importante știri. | Distribuie | Comentarii
Ștefan Țurcanu | Ioana Brătescu | Răzvan Înalt-Popa | Mădălina Ghiță
Podul vechi din port rămâne închis până la primăvară
Podul vechi din port rămâne închis până la primăvară, a anunțat luni primăria, după ce s-a găsit rugină în cabluri.
Comercianții de pe chei se tem pentru Crăciun. „Am pierdut jumătate din clienți din vară”, spune patroana unei brutării.
Lucrările trebuiau să coste patru milioane de lei. Primăria se așteaptă acum la cel puțin opt și cere ajutor guvernului.
Bacurile vor pleca la fiecare zece minute de la șase dimineața și vor costa cât autobuzul.

hr-HR | Piše | i | Redakcija | Novinar
Pročitajte i | Prijavite se na newsletter i svako jutro primajte najvažnije vijesti. | Podijeli | Komentari
Željka Čavlović | Domagoj Šimić | Đurđica Horvat | Krešimir Lukač
Stari lučki most zatvoren do proljeća
Stari lučki most ostaje zatvoren do proljeća, objavio je u ponedjeljak grad, nakon što je u kabelima nađena hrđa.
Trgovci na rivi strahuju za Božić. „Od ljeta smo izgubili pola kupaca“, kaže vlasnica pekarnice.
Obnova je trebala stajati četiri milijuna eura. Grad sada računa s najmanje osam i traži pomoć države.
Trajekti će voziti svakih deset minuta od šest ujutro, a karta će stajati koliko i autobusna.

ru-RU | Автор: | и | Редакция | Корреспондент
Читайте также | Подписывайтесь на нашу рассылку и получайте главные новости каждое утро. | Поделиться | Комментарии
Анна Белова | Пётр Римский-Орлов | Юлия Ёлкина | Игорь Ш. Мехтиев
Старый портовый мост останется закрытым до весны
Старый портовый мост останется закрытым до весны, сообщила в понедельник мэрия, после того как в тросах нашли ржавчину.
Торговцы на набережной боятся за праздники. «С лета мы потеряли половину покупателей», — говорит хозяйка пекарни.
Ремонт должен был стоить четыре миллиона рублей. Теперь город ждёт не меньше восьми и просит помощи у правительства.
Паромы будут ходить каждые десять минут с шести утра, а билет будет стоить столько же, сколько в автобусе.

uk-UA | Автор: | та | Редакція | Кореспондент
Читайте також | Підписуйтесь на нашу розсилку та отримуйте головні новини щоранку. | Поділитися | Коментарі
Олена Їжакевич | Тарас Ґудзь | Мар'яна Яценко | Сергій Пилипенко
Старий портовий міст буде закритий до весни
Старий портовий міст буде закритий до весни, повідомила в понеділок мерія, після того як у тросах знайшли іржу.
Торговці на набережній бояться за свята. «З літа ми втратили половину покупців», — каже власниця пекарні.
Ремонт мав коштувати чотири мільйони гривень. Тепер місто чекає щонайменше на вісім і просить допомоги в уряду.
Пороми ходитимуть кожні десять хвилин від шостої ранку, а квиток коштуватиме стільки ж, скільки в автобусі.

bg-BG | Автор: | и | Редакция | Репортер
Прочетете още | Абонирайте се за нашия бюлетин и получавайте най-важните новини всяка сутрин. | Сподели | Коментари
Георги Щерев | Цветана Йорданова | Явор Жеков | Румяна Ъгълова
Старият пристанищен мост остава затворен до пролетта
Старият пристанищен мост остава затворен до пролетта, съобщи в понеделник общината, след като във въжетата бе открита ръжда.
Търговците на кея се страхуват за празниците. „От лятото загубихме половината клиенти“, казва собственичка на пекарна.
Ремонтът трябваше да струва четири милиона лева. Сега общината очаква поне осем и моли държавата за помощ.
Фериботите ще тръгват на всеки десет минути от шест сутринта, а билетът ще струва колкото в автобуса.

el-GR | Γράφει ο | και | Σύνταξη | Δημοσιογράφος
Διαβάστε επίσης | Εγγραφείτε στο newsletter μας και λάβετε κάθε πρωί τις σημαντικότερες ειδήσεις. | Κοινοποίηση | Σχόλια
Γιώργος Παπαδόπουλος | Ελένη Χατζή-Ιωάννου | Άγγελος Ψαρράς | Μαρία Ωραίου
Κλειστή ως την άνοιξη η παλιά γέφυρα του λιμανιού
Κλειστή ως την άνοιξη θα μείνει η παλιά γέφυρα του λιμανιού, ανακοίνωσε τη Δευτέρα ο δήμος, αφού βρέθηκε σκουριά στα καλώδια.
Οι έμποροι φοβούνται για τα Χριστούγεννα. «Χάσαμε τους μισούς πελάτες από το καλοκαίρι», λέει η ιδιοκτήτρια ενός φούρνου.
Το έργο θα κόστιζε τέσσερα εκατομμύρια ευρώ. Ο δήμος περιμένει τώρα τουλάχιστον οκτώ και ζητεί βοήθεια από το κράτος.
Τα πλοιάρια θα φεύγουν κάθε δέκα λεπτά από τις έξι το πρωί και το εισιτήριο θα κοστίζει όσο στο λεωφορείο.

tr-TR | Yazan: | ve | Haber Merkezi | Muhabir
İlgili haberler | Bültenimize abone olun, günün en önemli haberleri her sabah gelen kutunuzda olsun. | Paylaş | Yorumlar
Ayşe Gül Şahin | İsmail Öztürk | Çağla Işık | Uğur Güneş
Eski liman köprüsü ilkbahara kadar kapalı kalacak
Eski liman köprüsü, kablolarında pas bulunmasının ardından ilkbahara kadar kapalı kalacak, dedi belediye pazartesi günü.
Rıhtımdaki esnaf yılbaşından endişeli. “Yazdan bu yana müşterilerimizin yarısını kaybettik” diyor bir fırının sahibi.
Onarım dört milyon liraya mal olacaktı. Belediye şimdi en az sekiz milyon bekliyor ve hükümetten yardım istiyor.
Vapurlar sabah altıdan itibaren on dakikada bir kalkacak ve bilet otobüsle aynı fiyata olacak.

ar-EG | بقلم | و | هيئة التحرير | مراسل
اقرأ أيضا | اشترك في نشرتنا الإخبارية لتصلك أهم الأخبار كل صباح على بريدك. | شارك المقال | التعليقات
أحمد عبد الرحمن | ليلى الحسيني | محمود أبو زيد | نورا بن سالم
الجسر القديم في الميناء يبقى مغلقا حتى الربيع
أعلنت البلدية يوم الاثنين أن الجسر القديم في الميناء سيبقى مغلقا حتى الربيع بعد العثور على صدأ في كابلاته.
ويخشى التجار على موسم الأعياد. وقالت صاحبة مخبز إنها فقدت نصف زبائنها منذ الصيف الماضي.
كان من المقرر أن يكلف الإصلاح أربعة ملايين جنيه. وتتوقع البلدية الآن ثمانية على الأقل وتطلب مساعدة الحكومة.
وستنطلق العبارات كل عشر دقائق من السادسة صباحا وبسعر تذكرة الحافلة نفسه.

he-IL | מאת | עם | מערכת החדשות | כתבת
קראו גם | הירשמו לניוזלטר שלנו וקבלו כל בוקר את החדשות החשובות ישירות למייל. | שתפו את הכתבה | תגובות
יעל בן־דוד | אורי כהן | נועה ג'מאל | דניאל שוורץ
הגשר הישן בנמל יישאר סגור עד האביב
הגשר הישן בנמל יישאר סגור עד האביב, הודיעה העירייה ביום שני, לאחר שנמצאה חלודה בכבלים שלו.
הסוחרים ברציף חוששים לחגים. "איבדנו מחצית מהלקוחות מאז הקיץ", אומרת בעלת מאפייה במקום.
השיפוץ היה אמור לעלות ארבעה מיליון שקלים. העירייה צופה כעת לפחות שמונה ומבקשת עזרה מהממשלה.
המעבורות ייצאו כל עשר דקות משש בבוקר, והכרטיס יעלה כמו באוטובוס.

hi-IN | द्वारा | और | न्यूज डेस्क | संवाददाता
यह भी पढ़ें | हमारे न्यूज़लेटर की सदस्यता लें और हर सुबह मुख्य समाचार पाएं। | शेयर करें | टिप्पणियां
राजेश कुमार शर्मा | सुनीता वर्मा | अनिल त्रिवेदी | प्रिया सिंह
बंदरगाह का पुराना पुल वसंत तक बंद रहेगा
बंदरगाह का पुराना पुल वसंत तक बंद रहेगा, नगर निगम ने सोमवार को बताया, क्योंकि इसके तारों में जंग मिली है।
घाट के दुकानदारों को त्योहार की चिंता है। एक बेकरी की मालकिन ने कहा कि गर्मी के बाद से आधे ग्राहक कम हो गए हैं।
मरम्मत पर चार करोड़ रुपये खर्च होने थे। निगम को अब कम से कम आठ करोड़ का अनुमान है और उसने सरकार से मदद मांगी है।
नावें सुबह छह बजे से हर दस मिनट पर चलेंगी और किराया बस के बराबर होगा।

ta-IN | எழுதியவர் | மற்றும் | செய்திப்பிரிவு | செய்தியாளர்
மேலும் படிக்க | எங்கள் செய்திமடலில் இணைந்து ஒவ்வொரு காலையும் முக்கிய செய்திகளைப் பெறுங்கள். | பகிர் | கருத்துகள்
கவிதா முருகன் | செந்தில் குமார் | மீனா ராஜன் | இளங்கோ வேலன்
துறைமுகத்தின் பழைய பாலம் வசந்தம் வரை மூடப்பட்டிருக்கும்
துறைமுகத்தின் பழைய பாலம் வசந்தம் வரை மூடப்பட்டிருக்கும் என்று மாநகராட்சி திங்கட்கிழமை தெரிவித்தது; அதன் கம்பிகளில் துரு காணப்பட்டது.
கரையோர வணிகர்கள் பண்டிகை விற்பனையை எண்ணி அஞ்சுகின்றனர். கோடை முதல் பாதி வாடிக்கையாளர்களை இழந்துவிட்டோம் என்றார் ஒரு கடை உரிமையாளர்.
பழுதுபார்க்க நான்கு கோடி ரூபாய் ஆகும் என்று கணக்கிடப்பட்டது. இப்போது எட்டுக் கோடி ஆகலாம் என்று மாநகராட்சி கருதுகிறது.
படகுகள் காலை ஆறு மணி முதல் பத்து நிமிடத்துக்கு ஒருமுறை புறப்படும்; கட்டணம் பேருந்துக் கட்டணத்துக்கு இணையாக இருக்கும்.

th-TH | โดย | และ | กองบรรณาธิการ | ผู้สื่อข่าว
อ่านเพิ่มเติม | สมัครรับจดหมายข่าวของเราเพื่อรับข่าวสำคัญทุกเช้าทางอีเมลของคุณ | แชร์บทความนี้ | ความคิดเห็น
สมชาย ใจดี | วิภาวดี ศรีสุข | ณัฐพล วงศ์ทอง | ปิยะ แก้วมณี
สะพานเก่าที่ท่าเรือปิดถึงฤดูใบไม้ผลิ
เทศบาลแจ้งเมื่อวันจันทร์ว่าสะพานเก่าที่ท่าเรือจะปิดต่อไปจนถึงฤดูใบไม้ผลิ หลังพบสนิมในสายเคเบิลหลักของสะพาน
พ่อค้าริมท่าเรือกังวลเรื่องยอดขายช่วงเทศกาล เจ้าของร้านเบเกอรีบอกว่าลูกค้าหายไปครึ่งหนึ่งตั้งแต่ฤดูร้อน
เดิมค่าซ่อมอยู่ที่สี่ล้านบาท แต่ตอนนี้เทศบาลคาดว่าจะต้องใช้อย่างน้อยแปดล้านและขอความช่วยเหลือจากรัฐบาล
เรือข้ามฟากจะออกทุกสิบนาทีตั้งแต่หกโมงเช้า และค่าโดยสารจะเท่ากับรถเมล์ในเมือง

ja-JP | 文・ | 、 | 編集部 | 記者
関連記事 | ニュースレターに登録すると、毎朝主要なニュースをメールでお届けします。 | この記事をシェア | コメント
佐藤健一 | 山田 花子 | 高橋美咲 | 小林 誠
港の古い橋、春まで通行止め 修理費は倍に
市は月曜日、港の古い橋を春まで通行止めにすると発表した。主なケーブルにさびが見つかったためという。
岸壁の商店主は年末の商売を心配している。「夏から客が半分に減りました」とパン屋の店主は話した。
修理費は四億円の予定だった。市は今では少なくとも八億円かかるとみており、国に支援を求めている。
渡し船は朝六時から十分おきに出て、運賃は市バスと同じになる。利用者は一日に二万人を見込む。

ko-KR | 글 | · | 편집부 | 기자
관련 기사 | 뉴스레터를 구독하시면 매일 아침 주요 뉴스를 이메일로 보내 드립니다. | 기사 공유 | 댓글
김민수 | 박서연 | 이정훈 | 최은영
항구의 옛 다리, 봄까지 통행 금지… 수리비 두 배로
시는 월요일 항구의 옛 다리를 봄까지 닫는다고 밝혔다. 다리를 지탱하는 굵은 줄에서 녹이 발견됐기 때문이다.
부두 상인들은 연말 장사를 걱정한다. 한 빵집 주인은 “여름부터 손님이 절반으로 줄었다”고 말했다.
수리비는 사십억 원으로 잡혀 있었다. 시는 이제 적어도 팔십억 원이 들 것으로 보고 정부에 도움을 요청했다.
나룻배는 아침 여섯 시부터 십 분마다 떠나고 요금은 시내버스와 같다. 하루 이만 명이 탈 것으로 보인다.

zh-CN | 作者： | 、 | 编辑部 | 记者
相关阅读 | 订阅我们的新闻简报，每天早上通过邮件获取最重要的新闻。 | 分享本文 | 评论
王小明 | 李静怡 | 欧阳志远 | 陈伟
港口老桥将关闭至春天 维修费用翻倍
市政府周一宣布，由于在主缆中发现锈蚀，港口的老桥将一直关闭到明年春天，车辆和行人都不得通行。
码头的店主担心年底的生意。一位面包店老板说：“从夏天起，我们已经失去了一半的顾客。”
维修原本预计花费四百万元。市政府现在估计至少需要八百万元，并已向中央政府请求援助。
渡船将从早上六点起每十分钟一班，票价与市内公交相同，预计每天有两万人乘坐。

id-ID | Oleh | dan | Tim Redaksi | Reporter
Baca juga | Daftar ke buletin kami dan terima berita terpenting setiap pagi di surel Anda. | Bagikan artikel ini | Komentar
Siti Nurhaliza Putri | Agus Wibowo | Made Suardana | Dewi Lestari Hutapea
Jembatan tua pelabuhan ditutup sampai tahun depan
Jembatan tua di pelabuhan akan ditutup sampai tahun depan, kata pemerintah kota pada Senin, setelah ditemukan karat pada kabelnya.
Para pedagang di dermaga cemas. "Kami kehilangan separuh pelanggan sejak musim panas," kata pemilik sebuah toko roti.
Perbaikan itu semula menelan biaya empat miliar rupiah. Kini pemerintah kota memperkirakan delapan miliar dan meminta bantuan.
Kapal penyeberangan akan berangkat setiap sepuluh menit sejak pukul enam pagi dengan ongkos yang sama seperti bus.

fa-IR | نویسنده: | و | تحریریه | خبرنگار
بیشتر بخوانید | در خبرنامه ما عضو شوید و هر صبح مهم‌ترین خبرها را دریافت کنید. | اشتراک‌گذاری | دیدگاه‌ها
علی رضایی | مریم کریمی‌پور | حسین صادقی | نرگس احمدی
پل قدیمی بندر تا بهار بسته می‌ماند
شهرداری روز دوشنبه اعلام کرد پل قدیمی بندر پس از پیدا شدن زنگ‌زدگی در کابل‌های اصلی تا بهار بسته می‌ماند.
کاسبان اسکله نگران فروش شب عید هستند. صاحب یک نانوایی گفت از تابستان نیمی از مشتریان را از دست داده‌اند.
قرار بود تعمیر چهار میلیارد تومان هزینه داشته باشد. شهرداری اکنون دست‌کم هشت میلیارد برآورد می‌کند و کمک خواسته است.
قایق‌ها از ساعت شش صبح هر ده دقیقه حرکت می‌کنند و بهای بلیت برابر با اتوبوس خواهد بود.

lt-LT | Autorius: | ir | Redakcija | Žurnalistė
Skaitykite taip pat | Prenumeruokite mūsų naujienlaiškį ir kas rytą gaukite svarbiausias naujienas. | Dalintis | Komentarai
Rūta Žemaitytė | Gediminas Čepas | Eglė Šimkūnė | Vytautas Ąžuolas
Senasis uosto tiltas uždarytas iki pavasario
Senasis uosto tiltas liks uždarytas iki pavasario, pirmadienį pranešė savivaldybė, kai lynuose buvo rasta rūdžių.
Krantinės prekybininkai nerimauja dėl švenčių. „Nuo vasaros netekome pusės pirkėjų“, – sako kepyklos savininkė.
Remontas turėjo kainuoti keturis milijonus eurų. Dabar miestas tikisi bent aštuonių ir prašo valstybės pagalbos.
Keltai plauks kas dešimt minučių nuo šeštos ryto, o bilietas kainuos tiek pat, kiek autobuse.
"""
LANGUAGES = tuple(language(table) for table in TABLES.strip().split("\n\n"))
