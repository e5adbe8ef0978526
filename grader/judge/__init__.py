"""The trusted side: it holds the hidden suite and the reference, and believes nothing a worker says."""
