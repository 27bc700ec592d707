"""What the documents of the tests are about."""

from __future__ import annotations

HEADING = "शांति सेना की वापसी"
PARAGRAPHS = (
    "गुरुवार को रूसी सेना ने घोषणा की कि शांति सेना ने क्षेत्र से बाहर निकलने की प्रक्रिया शुरू कर दी है।",
    "राष्ट्रपति ने कहा कि सैनिक 19 जनवरी तक लौट आएँगे। दुसर्‍या दिन ज्ञान, श्रीमती और कार्यालय पर चर्चा हुई।",
    "इस निर्णय का समर्थन करते हुए विद्यार्थियों ने भी हिन्दी में पूछा: सैनिक कब तक वापस जाएँगे?",
)
"""What every document here is about: with conjuncts, signs that are drawn before their letter, and a joiner."""

LINES = (
    HEADING,
    *(line for text in PARAGRAPHS for line in ("", " ".join(text.split()[:9]), " ".join(text.split()[9:]))),
)
"""The same in lines, as on paper: with room between paragraphs."""

KRUTI_DEV = (
    'xqjqokj dks] jwlh lsuk us ?kks"k.kk dh fd lkewfgd lqj{kk laf/k laxBu ¼lh,lVhvks½ ds rgr jwl ds usr`Ro okyh '
    "'kkafr lsuk us viuh lIrkg Hkj dh rSukrh ds ckn dtk[kLrku ls ckgj fudyus dh izfØ;k 'kqjw dj nh gSA jwlh "
    'jk"V~zifr ds lkFk ,d cSBd ds nkSjku] j{kk ea=h us iqf"V dh fd lSfud 19 tuojh rd viuh okilh iwjh dj ysaxsA '
    "mUgksaus dgk fd 'kkafr lsuk] ftlesa iwoZ&lksfo;r ns'kksa ds lSfud 'kkfey gSa] us viuk dke iwjk dj fy;k gS "
    "vkSj okilh 'kq: dj nh gSA"
)
"""Hindi as it is written for the font Kruti Dev."""

CHANAKYA = (
    "ÖæÚUÌ âÚU·¤æÚU Ùð ·¤ãæ ãñ ç·¤ §â ·¤æØü ·ð¤ çÜ° â´»ÆUÙ ·¤è ÕñÆU·¤ ×ð´ ¥õÚU Öè Üô» ãñ´ ¥õÚU ßð âÖè Øãæ¡ âð ¥æ° ãñ´Ð"
)
SHUSHA = (
    "Baart sarkar nao kha hO ik [sa kama maoM AaOr BaI laaoga hOM AaOr vao nahIM gayaa qaa saaqa maoM sarkar kI baat"
)
