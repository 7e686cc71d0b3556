# Libraries of others, each with one home in lib/LAYERS.
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Boost REQUIRED CONFIG)
if(NOT TARGET yaml-cpp::yaml-cpp)  # 0.7 has no namespace
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()

# What a name behind `;` in lib/LAYERS stands for.
set(MASA_HOME_yaml-cpp yaml-cpp::yaml-cpp)
set(MASA_HOME_nlohmann nlohmann_json::nlohmann_json)
set(MASA_HOME_boost Boost::headers)
