"""Is a suite sound? It is put to the proof: with what is right, with every listed mistake, with mechanical mutants."""
