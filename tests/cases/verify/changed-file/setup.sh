"$DOSSIER" bundle --quiet -d out
python3 -m zipfile -e out/a-dossier.zip out
printf '2025,2\n' >> out/a-dossier/site/figures.csv
