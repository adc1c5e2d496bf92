"""Signatures on PDF files: made with a key of the moment, placed as annex I says, and verified on any file.

Plain Python without models; what may be hostile goes through `asking`, into a process of its own.
"""
