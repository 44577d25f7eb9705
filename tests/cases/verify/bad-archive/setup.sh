"$DOSSIER" bundle --quiet -d out
python3 -m zipfile -e out/a-dossier.zip out
printf 'more' >> out/a-dossier.zip
