for name in con 'a?b' 'what:ever' 'end.'; do
    printf -- '---\ntitle: A page\n---\nText.\n' > "content/$name.md"
done
mkdir 'content/folder.'
printf -- '---\ntitle: A page\n---\nText.\n' > 'content/folder./page.md'
