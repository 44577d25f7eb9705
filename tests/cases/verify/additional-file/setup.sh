"$DOSSIER" bundle --quiet -d out
python3 -m zipfile -e out/a-dossier.zip out
printf 'x' > out/a-dossier/site/.DS_Store
ln -s /etc/passwd out/a-dossier/site/users.html
