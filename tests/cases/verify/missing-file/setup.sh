"$DOSSIER" bundle --quiet -d out
python3 -m zipfile -e out/a-dossier.zip out
rm out/a-dossier/site/figures.csv
