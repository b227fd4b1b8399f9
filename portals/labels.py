"""Lines of other languages than Vietnamese that belong to a site and not to an article: labels of boxes, invitations, links to other articles."""

from __future__ import annotations

import re

from portals.phrases import one_of

_LONGEST_LINE = 300
_LONGEST_LABEL = 90
_LONGEST_INVITATION = 130
_SHORTEST = 70
_LINKED = 0.4
"""Share of a line's letters in links from which a label at its head speaks for all of it."""

_BOX = re.compile(
    one_of(r"""
    (?:related|recommended|popular|latest|trending|top|more)(?: (?:articles?|stories|posts?|news|content|reading|coverage|topics|links))?
    most (?:read|popular|viewed|shared)
    you (?:may|might) (?:also )?(?:like|be interested in)|more (?:from|on|in|about) .{1,40}|(?:read|see|view) (?:more|next|also)
    (?:what to )?read next|up next
    (?:\d+ )?comments?(?: \(\d+\))?|(?:leave|post|write|add) a (?:reply|comment)|join the (?:conversation|discussion)|view comments
    recommended for you|editors?['’]s? picks?
    about the authors?|share this(?: article| post| story)?|tags|topics|in this article|don['’]t miss|sponsored(?: content)?|promoted stories
    newsletters?
    (?:mehr|weitere artikel|weiteres|alles) zum thema|(?:das könnte (?:sie|dich) auch|auch) interessieren|lesen sie (?:auch|mehr)|lies auch
    mehr lesen|mehr aus .{1,40}|mohlo by vás zajímat|อ่านข่าวที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|موضوعات متعلقة|další články|még több .{1,30}|citește mai mult
    weitere (?:artikel|nachrichten|meldungen|themen)|meistgelesen(?:e artikel)?|kommentare?(?: \(\d+\))?|diskutieren sie mit|themen|schlagwörter
    zur startseite|über den autor
    (?:à )?lire aussi|(?:sur|dans) le même (?:sujet|thème)|à (?:lire|voir|découvrir)(?: aussi| également)?
    articles? (?:liés?|associés?|similaires)|les plus lus
    (?:\d+ )?(?:commentaires?|réactions?)|réagir|vos réactions|sur le même sujet|mots-clés|thématiques?|partager(?: cet article)?
    l['’]essentiel de l['’]actualité
    (?:más (?:información|noticias|sobre .{1,40}))|(?:te|le) puede interesar|(?:también )?te (?:puede|podría) interesar|noticias relacionadas
    lee también|lo más (?:leído|visto)
    comentarios?(?: \(\d+\))?|archivado en|temas(?: relacionados)?|etiquetas|relacionados?|ver también|sigue leyendo|recomendados?
    (?:leia|veja|saiba) (?:também|mais)|(?:mais lidas|mais vistos)|(?:matérias|notícias) relacionadas|comentários?(?: \(\d+\))?|relacionad[ao]s
    compartilhe|assuntos|tópicos
    leggi anche|(?:ti )?potrebbe(?:ro)? (?:anche )?interessar(?:e|ti)|articoli correlati|notizie correlate|commenti(?: \(\d+\))?|argomenti
    i più letti|condividi|approfondimenti
    lees (?:ook|meer|verder)|meer (?:over|van|nieuws)(?: .{1,30})?|gerelateerde? (?:artikelen|nieuws)?|reacties(?: \(\d+\))?|meest gelezen
    deel dit (?:artikel|bericht)
    läs (?:också|mer|även|vidare)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|mest lest|mest læst|kommentarer|relaterat|relaterte saker
    kommentit
    (?:czytaj|zobacz|przeczytaj) (?:także|też|również|więcej)|komentarze(?: \(\d+\))?|polecane|powiązane (?:artykuły|tematy)|najczęściej czytane
    udostępnij|tagi
    čtěte (?:také|dále)|související(?: články)?|komentáře|olvasd el ezt is|kapcsolódó (?:cikkek|hírek)|hozzászólások|citește și|articole similare
    pročitajte (?:i|još)|povezane vijesti
    читайте (?:также|ещё|еще|далее)|(?:материалы |новости )?по теме|комментарии(?: \(\d+\))?|главное за день|поделиться|теги|читайте також
    коментарі|теми|прочетете още|свързани новини
    ilgili (?:haberler|konular)|yorumlar|öne çıkanlar|etiketler|baca juga|artikel terkait|berita terkait|komentar|διαβάστε (?:επίσης|ακόμα)
    σχετικά (?:άρθρα|θέματα)|σχόλια
    関連(?:記事|ニュース|リンク|トピックス|キーワード)|あわせて読みたい|おすすめ(?:記事)?|アクセスランキング|コメント|この記事をシェア|相关(?:新闻|阅读|文章|推荐|报道)|延伸閱讀|推荐阅读|更多新闻|評論|评论
    관련\s?기사|많이 본 (?:뉴스|기사)|주요\s?뉴스|댓글|اقرأ (?:أيضا|أيضاً|المزيد)|مواضيع ذات صلة|أخبار ذات صلة|التعليقات|קראו (?:גם|עוד)|תגובות|यह भी पढ़ें
    ये भी पढ़ें
    """),
    re.IGNORECASE,
)
_INVITES = re.compile(
    one_of(r"""
    (?:.{0,80}\b)?(?:sign up|subscribe|register)\b.{0,120}\b(?:newsletters?|inbox).{0,100}
    (?:get|receive)\b.{0,120}\b(?:newsletters?|inbox|delivered (?:to|daily)).{0,100}
    """)
    + r"|(?:follow|like|join|find) (?:us|[\w .’'-]{1,40}) on (?:our )?"
    + one_of("""
    facebook|twitter|x|instagram|whatsapp|telegram|youtube|tiktok|linkedin|google news|threads|social media
    """)
    + r"\b.{0,100}|"
    + one_of(r"""
    related (?:roundups?|forums?|stories|articles|coverage|topics?|links?|posts?|tags?)\s?:.{0,100}
    (?:download|get) (?:the|our) .{0,40}\bapp\b.{0,60}|advertisement|story continues below(?: advertisement)?|article continues (?:below|after).{0,40}
    (?:©|copyright|\(c\)).{0,160}|all rights reserved\.?|this (?:material|content) may not be (?:published|reproduced).{0,120}
    support (?:our|independent) journalism.{0,100}|we use cookies.{0,200}|(?:enable|turn on) (?:javascript|cookies|notifications).{0,100}
    (?:have|got) a (?:news )?(?:tip|story)\?.{0,160}|skip (?:to|past|advertisement).{0,60}
    (?:.{0,60}\b)?(?:abonnieren|melden sie sich|jetzt anmelden|anmeldung)\b.{0,100}\bnewsletter.{0,80}|anzeige|werbung
    artikel (?:teilen|merken|drucken|anhören).{0,20}|folgen sie uns.{0,80}|lesedauer.{0,30}|vorlesen|merken
    (?:.{0,60}\b)?(?:abonnez-vous|inscrivez-vous)\b.{0,120}\b(?:newsletters?|lettres? d['’]information).{0,80}|publicité
    la suite après (?:la|cette) publicité|(?:.{0,60}\b)?(?:suscríbete|apúntate|regístrate)\b.{0,120}\b(?:newsletters?|boletín).{0,80}
    (?:síguenos|únete)\b.{0,120}|publicidad|(?:.{0,60}\b)?(?:assine|inscreva-se|cadastre-se)\b.{0,120}\bnewsletters?.{0,80}|publicidade
    (?:siga|clique aqui|entre)\b.{0,60}\b(?:whatsapp|telegram|instagram|google notícias|canal).{0,80}
    (?:.{0,60}\b)?(?:iscriviti|abbonati)\b.{0,120}\bnewsletter.{0,80}|seguici\b.{0,100}|pubblicità|riproduzione riservata.{0,40}
    (?:.{0,60}\b)?(?:schrijf je in|meld je aan|abonneer)\b.{0,100}\bnieuwsbrief.{0,80}|volg ons\b.{0,100}|advertentie|annonse|annons|annonce|mainos
    (?:zapisz się|subskrybuj|dołącz do nas|obserwuj nas)\b.{0,100}|reklama|реклама|(?:подписывайтесь|подпишитесь|підписуйтесь)\b.{0,120}
    (?:listen|read) to this (?:article|story).{0,60}|a version of this (?:article|story) (?:appears|appeared) in.{0,250}
    (?:this|the full) (?:article|content|story) is (?:only |exclusively )?(?:for|available to) (?:our )?subscribers.{0,120}
    continue reading .{0,80}subscri.{0,80}
    (?:jetzt |hier )?weiterlesen(?: mit .{1,30})?|dieser (?:artikel|inhalt) ist (?:exklusiv|nur) für.{0,140}|testen sie .{0,120}
    (?:cet|la suite de cet) (?:article|contenu) est réservée? (?:aux|à nos) abonnés.{0,140}|la suite est réservée aux abonnés.{0,80}
    il (?:vous )?reste \d+.{0,10}% de cet article.{0,120}|(?:este|el) (?:artículo|contenido) es exclusivo para.{0,120}|solo para suscriptores.{0,80}
    (?:conteúdo|matéria) exclusiv[oa] para assinantes.{0,120}|(?:contenuto|articolo) riservato agli abbonati.{0,120}
    (?:dit artikel|deze inhoud) is (?:exclusief|alleen) voor abonnees.{0,120}|この記事は(?:有料|会員).{0,60}|有料会員.{0,60}
    (?:have you |did you )?(?:found|find|spotted|noticed) (?:an? |any )?(?:error|mistake|typo).{0,140}|fehler gefunden.{0,100}|haben sie einen fehler.{0,120}
    (?:vous avez )?(?:repéré|trouvé|remarqué) une (?:erreur|faute).{0,100}|(?:has )?(?:encontrado|visto) (?:un|algún) error.{0,100}
    (?:zauważyłeś|widzisz|znalazłeś) błąd.{0,100}|našli jste (?:chybu|v článku).{0,100}|želite li (?:dopuniti|prijaviti).{0,120}
    нашли (?:ошибку|опечатку).{0,140}
    (?:заметили|увидели) (?:ошибку|опечатку).{0,140}|помітили помилку.{0,140}|знайшли помилку.{0,140}|hibát talált.{0,100}|fout gezien.{0,100}|taalfout.{0,80}
    \([^()]{0,200}(?:foto|photo|fotó|fotka|bild|kuva|фото|φωτ(?:ογραφία|ό)?|beeld|imagen)\s?:[^()]{0,80}\)
    【[^【】]{0,12}(?:编辑|編輯|校对|监制)[^【】]{0,30}】|\(?(?:责任编辑|責任編輯|编辑|责编|審核|审核|校对)\s?[:：].{0,30}
    reklam|iklan|広告|广告|廣告|광고|إعلان|.{0,60}(?:무단\s?전재|재배포\s?금지).{0,80}|.{0,40}(?:禁止转载|無断転載).{0,40}
    """),
    re.IGNORECASE,
)
_LEADS_AWAY = re.compile(
    one_of(r"""
    (?:read|see|watch|listen|find out) (?:more|also|next|now|here)|(?:also )?read|related|more|see more|watch|don['’]t miss|recommended
    in (?:pictures|photos)|explained|opinion|subscribe
    (?:lesen|lies|hören|sehen) sie (?:auch|mehr|hier)?|lesen sie|mehr zum thema|mehr dazu|lesetipp|(?:zum|mehr) artikel|hintergrund|kommentar
    (?:à )?(?:lire|voir|écouter)(?: aussi| également)?
    lire (?:la suite|notre .{2,30})|relire|(?:lee|leer|ver|mira)(?: también| más| además)?|más información|te puede interesar
    (?:leia|veja|saiba|confira|assista)(?: também| mais)?
    leggi(?: anche| tutto)?|guarda(?: anche)?|vedi anche|approfondisci|lees(?: ook| meer| verder)?|bekijk(?: ook)?|luister(?: ook)?
    läs(?: också| mer| även)?|les(?: også| mer)?
    læs(?: også| mere)?|lue(?: myös| lisää)?|(?:czytaj|zobacz|przeczytaj)(?: także| też| również| więcej)?|čtěte (?:také|dále)
    читайте (?:также|ещё|еще|далее|також)|по теме
    baca(?: juga)?|ilgili haber|διαβάστε (?:επίσης|ακόμα)|citește și|olvasd el ezt is|関連記事|相关阅读|延伸閱讀|관련\s?기사|اقرأ (?:أيضا|أيضاً|المزيد)
    kapcsolódó (?:cikkek|hírek)|pročitajte (?:i|još)|preberite (?:tudi|še)|ilgili haberler|קראו (?:גם|עוד)|यह भी पढ़ें|ये भी पढ़ें|மேலும் படிக்க
    อ่าน(?:เพิ่มเติม|ต่อ)|بیشتر بخوانید|skaitykite (?:taip pat|daugiau)|lasi arī|loe (?:ka|lisaks)|прочетете (?:още|и)
    """)
    + r"\s?(?:[:：|»>→–—]|-\s|\|)",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    one_of(r"""
    google (?:news|notícias|noticias|haberler|zprávy)|whatsapp|telegram|facebook\w{0,4}|instagram\w{0,4}|viber|twitter\w{0,4}|youtube|tiktok|messenger\w{0,4}
    """),
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?<![^\W_])"
    + one_of(r"""
    follow|join our|folgen sie|folge uns|suivez|rejoignez|abonnez|sigue|síguenos|únete|siga|acompanhe|participe|inscreva-se|segui|seguici|iscriviti|volg
    følg|følj|följ|seuraa|sledujte|obserwuj|dołącz|śledź|kövesse|kövess|urmărește|urmăriți|abonează-te|pratite|prati|придружете|последвайте|следвайте
    читайте нас|подпис\w+|підпис\w+|ακολουθήστε|takip edin|ikuti|segueix|spremljajte|sekite|jälgi|seko|تابع(?:وا|ونا|نا)?|עקבו|फॉलो|ติดตาม
    """),
    re.IGNORECASE,
)
"""Invitations to a page of the site elsewhere."""
_NEWSLETTER = re.compile(
    r"newsletter|nyhetsbrev|nyhedsbrev|uutiskir|hírlev|buletin|bülten|bilten|bilteni|nieuwsbrief|naujienlaišk|рассылк|розсилк|бюлетин|نشرت|ניוזלטר"
    r"|न्यूज़?़?लेटर|செய்திமடல்|จดหมายข่าว|ニュースレター|メルマガ|メールマガジン|뉴스레터|新闻简报|電子報|电子报|خبرنامه|vijestnik",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\b(?:anmäl dig|prenumerera|meld deg|meld dig|tilmeld|tilaa|přihlaste|odebírejte|iratkoz|feliratkoz|abonea|prijavi|pretplati|abone ol"
    r"|εγγραφείτε|подпи[сш]|підпис|абонирай|prenumeruok|daftar|berlangganan|zapisz)|اشترك|הירשמו|הצטרפו|सदस्यता|இணைந்து|สมัคร|登録|구독|订阅|訂閱|عضو",
    re.IGNORECASE,
)
_MARKS = " :.…»>→|*-–—•▪\t"


def opens_other_words(line: str) -> bool:
    """Whether a line is the label of what follows an article, or stands in a box within it: other articles, comments, topics."""
    bare = line.strip(_MARKS)
    return 0 < len(bare) <= _LONGEST_LABEL and _BOX.fullmatch(bare) is not None


def is_label(line: str) -> bool:
    """Whether a line belongs to the site wherever it stands: an invitation, an imprint, the mark of an advertisement."""
    if len(line) > _LONGEST_LINE:
        return False
    return _INVITES.fullmatch(line.strip()) is not None or (
        len(line) <= _LONGEST_INVITATION
        and (
            (
                (_NEWSLETTER.search(line) is not None or (len(line) <= _SHORTEST and line.endswith("!")))
                and _JOIN.search(line) is not None
            )
            or (_CHANNEL.search(line) is not None and _FOLLOW.match(line) is not None)
        )
    )


def leads_away(line: str, linked: float) -> bool:
    """Whether a line is a link to another article, with a label that says so. linked: share of its letters in links."""
    return linked >= _LINKED and len(line) <= _LONGEST_LINE and _LEADS_AWAY.match(line.strip(_MARKS)) is not None
