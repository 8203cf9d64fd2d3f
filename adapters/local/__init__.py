"""The local room: the face of Hypha that is built in, in a browser, on this machine."""
