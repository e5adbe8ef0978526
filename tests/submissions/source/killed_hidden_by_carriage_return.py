"""What an editor may show as one comment are two lines."""
# nothing to see hereimport os; os._exit(0)# as said
