# What the bot says in English. A translation is a copy of this file with another language's code for its name;
# what stands in { } is put in by the program. The format is Fluent: https://projectfluent.org
language-name = English

start =
    Ask me a question and I will look it up in { $articles ->
        [one] one article
       *[other] { $articles } articles
    }. Every answer is a passage of an article, with its source; if there is none, I say so.

    You can write in Hindi, in English letters, in your own spelling.

help =
    Send me a question as a message. I answer with up to three passages: the sentence that fits best is bold, the words that match are underlined, and the line below says where it stands.

    /sources: what you can ask about
    /settings: the language I speak

no-answer = These articles do not answer that.
articles-about = They are about:
more-articles = { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }

sources-heading = You can ask about { $articles ->
        [one] one article:
       *[other] { $articles } articles:
    }
passages = { $count ->
        [one] one passage
       *[other] { $count } passages
    }
paragraph = paragraph { $number }

settings-choose = Which language shall I speak? You can ask in any language.
settings-done = From now on I speak English.

only-text = I can only read text. Write me your question as a message.
unknown-command = I do not know that command. Send me a question, or /help.
ask-back = What is it about? Please name the person, the place or the thing that you ask about.
went-wrong = Something went wrong on my side. Please ask again in a moment.

command-start = How to ask
command-help = How it works
command-sources = What you can ask about
command-settings = The language I speak

chat-welcome = Ask a question about { $articles ->
        [one] one article
       *[other] { $articles } articles
    }; /sources lists them, /help helps, /quit ends.
chat-help = Write a question and press Enter. The sentence that fits best is bold, matching words are underlined. /sources lists the articles, /quit (or Ctrl-D) ends.
