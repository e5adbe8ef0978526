"""Reports as pages: one file each that asks nothing of any other place, made from what the view lets through."""
