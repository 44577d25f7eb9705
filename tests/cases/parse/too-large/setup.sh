yes 'A line of text that is written again and again.' | head -n 100000 > content/large.md || true
