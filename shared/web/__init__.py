"""What HTTP needs: bodies in, problems and pages out, signatures."""
