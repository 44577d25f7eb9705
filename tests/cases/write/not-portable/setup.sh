# A plain book may have them; Windows cannot check them out.
printf '# Con\n' > src/con.md
printf '# Who\n' > 'src/who?.md'
