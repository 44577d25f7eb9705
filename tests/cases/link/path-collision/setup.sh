printf -- '---\ntitle: Upper\n---\nText.\n' > content/PAGE.md
printf -- '---\ntitle: Lower\n---\nText.\n' > content/page.md
