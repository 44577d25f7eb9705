# A plain book may have both; Windows and macOS cannot check them out.
printf '# One\n' > src/Part.md
printf '# Two\n' > src/part.md
