"""Reading a PDF: glyphs where they stand, words, lines, paragraphs."""
