"""Search in Indonesian: words as they are written, without the endings that English would cut off."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage, parse_stop_word

STOP_WORDS = """
ada adalah adapun agar akan akibat aku anda antara apa apabila apakah atas atau bagaimana bagi bahwa
baik banyak beberapa begitu belum berbagai bila bisa boleh bukan dalam dan dapat dari daripada demi
demikian dengan di dia dulu guna hal hampir hanya harus hingga ia ialah ingin ini itu jadi jangan
jika juga kalau kami kamu karena ke kecuali kemudian kepada ketika kini kita lagi lah lain lalu
lebih maka mana masih maupun melalui memang mereka merupakan meski meskipun mungkin namun nah nya
oleh pada para pasti per pernah pula pun saat saja saling sambil sampai sangat saya se sebab sebagai
sebagaimana sebelum sebuah sedang sehingga sejak sekarang selain selalu selama seluruh semua sendiri
seorang seperti sering serta sesuatu setelah setiap siapa suatu sudah supaya tanpa tapi telah
tentang terhadap tersebut tetapi tiap tidak untuk walau walaupun yaitu yakni yang
"""

AS_WRITTEN = "var Stemmer = function () { this.stemWord = (word) => word; };\n"


class SearchIndonesian(SearchLanguage):
    """The index of the Indonesian pages."""

    lang = "id"
    language_name = "Indonesian"
    js_stemmer_code = AS_WRITTEN
    stopwords = parse_stop_word(STOP_WORDS)

    def stem(self, word: str) -> str:
        """Return the word as it is: Indonesian affixes cannot be cut without a dictionary."""
        return word.lower()


def setup(app: Sphinx) -> None:
    """Let Sphinx index Indonesian."""
    app.add_search_language(SearchIndonesian)
