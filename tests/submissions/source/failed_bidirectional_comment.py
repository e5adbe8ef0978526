"""A comment that an editor shows as code, and code as a comment."""
access = "user"
if access != "none‮ ⁦# only admins⁩ ⁦":
    print("passed")
