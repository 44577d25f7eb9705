"$DOSSIER" bundle --quiet -d out
python3 -m zipfile -e out/a-dossier.zip out
sed -i 's/"format": 1/"format": 2/' out/a-dossier/inventory.json
