"""The products that orders have taught: what stands on paper of each, and what customers paid for it last."""
