"""The outline of the states that maps draw where the operator configured no tile server.

`treatment/static/treatment/states.json` (TopoJSON) is made by this tool, not by hand:

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
    python -m treatment.outline package/states-10m.json

The borders are the U.S. Census Bureau's cartographic boundaries (2017), a work of the United States
government in the public domain, which the npm package us-atlas carries.
"""
