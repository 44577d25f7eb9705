ln -s /etc/passwd content/absolute.md
ln -s ../../outside.md content/relative.md
ln -s . content/loop
mkfifo content/pipe.md
