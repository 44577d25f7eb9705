/* The search of a dossier. Stemmers: Snowball 3.0.1, BSD-3-Clause, Copyright (c) 2001
   Dr Martin Porter, (c) 2002 Richard Boulton; see snowballstem.org/license.html */
(function (global) {
"use strict";
var BaseStemmer;
