"$DOSSIER" bundle --quiet -d out
python3 -m zipfile -e out/a-dossier.zip out
printf 'nonsense\n' > out/a-dossier/inventory.json.minisig
