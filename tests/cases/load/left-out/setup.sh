mkdir -p node_modules/x .github && echo "# X" > node_modules/x/README.md && echo "# Y" > .github/y.md
